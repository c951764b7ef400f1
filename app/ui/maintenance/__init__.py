"""Users, roles, plans and club settings."""
