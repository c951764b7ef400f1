"""Tests of the search page, its criteria and segments."""
