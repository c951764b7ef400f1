"""The chapters of the tour, one module each; `guide` runs them in order."""
