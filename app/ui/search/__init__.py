"""Searching clients by criteria and segments."""
