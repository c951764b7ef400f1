"""The windows of dossiers."""
