"""Preview, print and save papers."""
