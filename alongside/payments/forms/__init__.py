"""What comes in at the till."""
