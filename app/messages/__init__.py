"""What is said to people: sentences for refusals, history, cautions and words; no Qt, no database."""
