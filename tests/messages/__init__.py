"""What is said to people: every type has its words."""
