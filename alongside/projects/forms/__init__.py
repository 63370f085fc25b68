"""What comes in: validate, nothing more."""
