"""The frame around the areas: tray, launcher, main window, idle lock."""
