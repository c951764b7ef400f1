"""The commands, locks and packages around the program."""
