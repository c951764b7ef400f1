"""The club's rules and windows, told as tests."""
