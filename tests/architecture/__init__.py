"""The walls between the rooms and the habits of the house."""
