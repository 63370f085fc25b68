"""Doors of the hall: find, check, one action, render."""
