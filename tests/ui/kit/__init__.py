"""Tests of the shared widgets, and the search for cut texts all window tests use."""
