"""The tab Liens of the card."""
