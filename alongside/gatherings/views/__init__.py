"""Doors of the room: find, check, one action, render."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, however little, and None when nothing was."""
    return request.POST if request.method == "POST" else None
