"""Papers as a member holds them."""
