"""Pages of the round table."""
