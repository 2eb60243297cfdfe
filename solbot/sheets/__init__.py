"""Tables as files: written so that a spreadsheet shows them and runs nothing of them, and read with care."""
