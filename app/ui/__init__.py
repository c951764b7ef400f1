"""The windows of the desk."""
