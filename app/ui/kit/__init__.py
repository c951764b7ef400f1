"""Shared widgets, tables and drawings: everything windows are built from."""
