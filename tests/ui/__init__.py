"""The windows, used as people use them."""
