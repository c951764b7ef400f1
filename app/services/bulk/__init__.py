"""Suspend or stop a whole selection at once: a dry run, then the same for every access it accepted."""
