"""The desk at the door: cards that are passed, what was decided, and the log of it (spec 1.7)."""
