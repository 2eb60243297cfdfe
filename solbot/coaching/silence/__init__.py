"""Who does not answer hears less, is told so, and has it back with one tap."""
