"""Changing the centre's own profile."""

from collections.abc import Sequence

from django.db import transaction

from .actors import Actor
from .models import Centre
from .record import record


class AlreadySetUpError(Exception):
    """There is a centre here already."""


def set_up(
    *, name: str, short_name: str, purpose: str, area: str, languages: Sequence[str], by: Actor
) -> Centre:
    """Make the centre. Raises AlreadySetUpError when there is one."""
    with transaction.atomic():
        if Centre.current() is not None:
            raise AlreadySetUpError
        centre = Centre.objects.create(
            name=name, short_name=short_name, purpose=purpose, area=area, languages=list(languages)
        )
        record("foundation.centre_set_up", centre, by=by)
        return centre


def change(centre: Centre, *, by: Actor, **fields: str | Sequence[str]) -> None:
    """Change fields of the profile; which ones is on record."""
    with transaction.atomic():
        for name, value in fields.items():
            setattr(centre, name, value)
        centre.save(update_fields=list(fields))
        record("foundation.centre_changed", centre, by=by, fields=sorted(fields))
