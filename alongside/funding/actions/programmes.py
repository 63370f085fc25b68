"""Programmes: a fund with one purpose."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import Programme
from . import wording


def start_programme(
    *, title: str, about: str, by: Actor, slug: str = "", currency: str = "GBP"
) -> Programme:  # fmt: skip
    """Begin a fund. Everybody reads it once one of its rounds is open. Raises ValidationError."""
    words = _words(title, about, currency)
    with transaction.atomic():
        found = wording.free_slug(slug, words["title"], Programme, "programme")
        made = Programme.objects.create(slug=found, by=by.key, **words)
        record("funding.programme_started", made, by=by)
        return made


def change_programme(
    programme: Programme, *, title: str, about: str, by: Actor, currency: str = ""
) -> Programme:  # fmt: skip
    """Say it in other words. Its currency stays once a round was opened. Raises ValidationError."""
    words = _words(title, about, currency or programme.currency)
    with transaction.atomic():
        row = Programme.objects.select_for_update().get(pk=programme.pk)
        if words["currency"] != row.currency and row.rounds.exclude(opened_at=None).exists():
            raise ValidationError(
                {"currency": _("A round of it was opened. Start another programme for another currency.")}
            )
        changed = [name for name, value in words.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, words[name])
        if changed:
            row.save(update_fields=changed)
            record("funding.programme_changed", row, by=by, fields=changed)
        return row


def _words(title: str, about: str, currency: str) -> dict[str, str]:
    code = plain_text.clean_line(currency).upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise ValidationError({"currency": _("Write the three letters of a currency, such as GBP.")})
    return {
        "title": wording.line(title, "title", missing=_("Write what the programme is called.")),
        "about": wording.plain(about, "about", missing=_("Write what the programme is for.")),
        "currency": code,
    }
