"""The schema: up, down, on data, and equal to the mapped tables."""
