"""One reminder in the evening of a question without an answer."""
