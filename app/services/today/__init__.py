"""What staff ask every morning: the page of the day and its list on paper (spec 1.8)."""
