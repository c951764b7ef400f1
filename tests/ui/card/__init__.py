"""Tests of the client's card."""
