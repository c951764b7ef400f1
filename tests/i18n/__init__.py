"""Texts, amounts and dates in three languages."""
