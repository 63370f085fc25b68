"""Views: find, check, one action or one query, render."""
