"""Use cases: one verb, one function; everything here happens inside one transaction."""
