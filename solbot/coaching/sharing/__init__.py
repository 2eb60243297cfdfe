"""One entry of a journal, let one other person read: by a link that works once, until it is taken back."""
