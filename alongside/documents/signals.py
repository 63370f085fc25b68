"""News of the writing table."""

from django.dispatch import Signal

version_taken = Signal()
"""Somebody took a version away as a file: `document`, `version` and `form`, its name in addresses. Not who."""
