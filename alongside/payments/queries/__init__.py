"""Questions that several callers ask of the till."""
