"""Who may become a member: opportunities, quotes that become sales, and follow-ups (spec 3.2)."""
