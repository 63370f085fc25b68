"""Questions about opportunities that more than one caller asks."""
