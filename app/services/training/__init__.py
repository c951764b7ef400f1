"""The invented club, for learning and for the guided tour: everything in it is done by the real verbs (spec 1.9)."""
