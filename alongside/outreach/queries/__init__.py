"""Questions that several callers ask."""
