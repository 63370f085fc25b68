"""Following other centres: beginning, taking in what they publish, noting that they are silent, and ending."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import Following


def follow(*, url: str, agreed: str, by: Actor) -> Following:
    """Follow a centre. Raises ValidationError for one that is followed already, or without a note on who agreed."""
    if not agreed.strip():
        raise ValidationError({"agreed": _("Write who agreed, and under which licence.")})
    try:
        with transaction.atomic():
            made = Following.objects.create(url=url, agreed=agreed.strip(), by=by.key)
            record("story.centre_followed", made, by=by, url=url)
            return made
    except IntegrityError:
        raise ValidationError({"url": _("This centre is followed already.")}) from None


def stop_following(following: Following, *, by: Actor) -> None:
    """Show nothing of this centre any more, and forget what was heard. Stopping twice changes nothing."""
    with transaction.atomic():
        stopped = Following.objects.going_on().filter(pk=following.pk)
        if stopped.update(stopped_at=clock.now(), stopped_by=by.key, content={}, etag=""):
            record("story.centre_not_followed", following, by=by)


def take_in(following: Following, *, content: dict[str, Any] | None, etag: str, by: Actor) -> None:
    """Keep what a centre publishes in place of what was kept; without `content`, what is kept is still current."""
    now = clock.now()
    changes: dict[str, Any] = {"asked_at": now, "heard_at": now, "problem": "", "etag": etag}
    if content is not None:
        changes["content"] = content
    with transaction.atomic():
        if Following.objects.going_on().filter(pk=following.pk).update(**changes):
            record("story.centre_heard", following, by=by, changed=content is not None)


def note_silence(following: Following, *, why: str, by: Actor) -> None:
    """Nothing good came: what was kept stays, with its date, and the page says why."""
    with transaction.atomic():
        noted = Following.objects.going_on().filter(pk=following.pk)
        if noted.update(asked_at=clock.now(), problem=why[:300]):
            record("story.centre_not_heard", following, by=by, why=why[:300])
