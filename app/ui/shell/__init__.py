"""The frame around the areas: main window, menu beside the clock, idle lock, the ways between areas."""
