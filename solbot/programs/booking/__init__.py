"""Questions at booking: staff define them for a program, whoever has a seat answers them, and can change that."""
