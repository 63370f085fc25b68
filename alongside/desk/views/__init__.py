"""What people see on the desk, by subject."""
