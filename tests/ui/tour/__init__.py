"""Tests of the guided tour."""
