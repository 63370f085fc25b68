"""Questions that more than one caller asks."""
