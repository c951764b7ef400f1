"""The maintenance page: users, plans, club, workstation, database, backups."""
