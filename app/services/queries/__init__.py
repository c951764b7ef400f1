"""Read models: rows made for the windows and the papers that show them."""
