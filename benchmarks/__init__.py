"""Measures the program beside the floors of spec 5.1: `python -m benchmarks`."""
