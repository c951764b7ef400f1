"""Who is at the desk: Identification, a new code, and unlocking an idle workstation."""
