"""Lists that staff take out: as a table for spreadsheets, a page to print, a date for the calendar."""
