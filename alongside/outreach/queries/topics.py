"""What readers may choose to hear about."""

from __future__ import annotations

from django.db.models import QuerySet

from ..models import Topic


def offered() -> QuerySet[Topic]:
    """Topics that can be chosen today, in their order."""
    return Topic.objects.filter(retired_on=None)
