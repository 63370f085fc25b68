"""Questions of several callers."""
