"""The card of a prospect or client."""
