"""Widgets, tables, colours and icons shared by all areas."""
