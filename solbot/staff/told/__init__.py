"""What staff are told of without asking: who reserved, moved up, gave back, joined; what lapses. At once, or each
morning by their own clock."""
