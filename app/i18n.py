"""Texts of the windows and papers, in three languages, without Qt."""
