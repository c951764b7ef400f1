"""The papers of the club, made with reportlab."""
