"""Every change of this room, by subject."""
