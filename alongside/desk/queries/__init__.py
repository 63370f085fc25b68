"""Questions that the desk asks the rooms below."""
