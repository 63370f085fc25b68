"""What comes in at the desk."""
