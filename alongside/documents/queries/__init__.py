"""Questions about texts that more than one page asks."""
