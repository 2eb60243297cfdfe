"""Who was here already is told once what is new."""
