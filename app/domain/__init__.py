"""The rules of the club: frozen values and pure functions, no database, no window."""
