"""The Accès dialog: suspension, stop, schedule, history."""
