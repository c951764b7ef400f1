"""Settings of the workstation."""
