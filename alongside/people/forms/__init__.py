"""What comes in about people: validate, nothing more."""
