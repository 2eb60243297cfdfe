"""Days on which nothing comes, set beforehand."""
