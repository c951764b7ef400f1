"""Dossiers: several clients in one contract, their activities, and who pays what (spec 3.3)."""
