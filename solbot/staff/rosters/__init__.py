"""Lists of people that come in: pasted, or as a file; who is found is said first, then one tap does it."""
