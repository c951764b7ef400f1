"""Selling an access."""
