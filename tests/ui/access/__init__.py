"""The Accès dialog: its words without a window, and the window driven as a person does."""
