"""Tests of identification, new codes and unlocking."""
