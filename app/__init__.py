"""Gestion clientèle: the front desk of a club, from the rules to the windows."""

__version__ = "0.1.0"
