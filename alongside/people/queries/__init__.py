"""Questions about people that more than one caller asks."""
