"""Find, check, one action or one query, render."""
