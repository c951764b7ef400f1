"""The windows of printing."""
