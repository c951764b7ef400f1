"""Tests of the frame around the areas."""
