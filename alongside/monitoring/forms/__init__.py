"""What comes in: answers, a coordinator's declarations, and percentages to check."""
