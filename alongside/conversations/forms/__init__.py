"""What comes in, judged and nothing more."""
