"""Questions that people ask themselves, in their own words: kept here, asked by the path."""
