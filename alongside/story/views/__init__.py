"""Views of the room: what everybody reads, editions, arranging, open data."""
