"""Doors of the room: find, check, one action, render."""
