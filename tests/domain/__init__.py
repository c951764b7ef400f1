"""The rules of the club, tested as pure functions of values and dates."""
