"""For every variable of the replies and labels the longest value it may plausibly have."""
