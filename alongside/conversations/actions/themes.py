"""Themes: what people said is gathered, answered in words by a day, and everybody who said it is told once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from alongside.foundation import clock, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import key_of, record
from alongside.people.models import Member

from .. import emails
from ..models import Conversation, Gathered, Response, ResponseState, Statement, Theme
from ..queries import themes
from ..signals import theme_answered

MOST_LETTERS = 160


def make_theme(source: Model, *, title: str, by: Actor, due_on: date | None = None) -> Theme:
    """Begin a theme of a conversation, or of something that a room above keeps. Raises ValidationError."""
    with transaction.atomic():
        made = Theme.objects.create(
            about=key_of(source), title=_checked_title(title),
            due_on=due_on or clock.today() + themes.answer_within(),
            conversation=source if isinstance(source, Conversation) else None,
        )  # fmt: skip
        record("conversations.theme_made", made, by=by, about=made.about)
        return made


def rename_theme(theme: Theme, *, title: str, by: Actor) -> None:
    """Say a theme in other words. Raises ValidationError."""
    with transaction.atomic():
        Theme.objects.filter(pk=theme.pk).update(title=_checked_title(title))
        record("conversations.theme_renamed", theme, by=by)


def _checked_title(title: str) -> str:
    said = plain_text.clean_line(title)
    if not said:
        raise ValidationError({"title": _("Write what the theme is, in one sentence.")})
    if len(said) > MOST_LETTERS:
        raise ValidationError(
            {"title": _("Make this shorter. It may have %(most)d letters.") % {"most": MOST_LETTERS}}
        )
    return said


def gather(theme: Theme, statements: Sequence[Statement], *, by: Actor) -> int:
    """Put statements into a theme; the nearest day of any of them counts. Gives how many were moved.

    Where the theme is answered already, whoever said these is told the answer now.
    """
    with transaction.atomic():
        kept = Theme.objects.select_for_update().get(pk=theme.pk)
        wanted = [row.pk for row in statements if row.conversation_id == kept.conversation_id]
        moved = list(Statement.objects.accepted().filter(pk__in=wanted).exclude(theme=kept))
        Statement.objects.filter(pk__in=[row.pk for row in moved]).update(theme=kept)
        Statement.objects.filter(merged_into__in=moved).update(theme=kept)
        _nearest(kept, [row.due_on for row in moved])
        if moved:
            record("conversations.gathered", kept, by=by, statements=[row.pk for row in moved])
        newest = kept.responses.first()
        if newest is not None and moved:
            everything = Statement.objects.filter(theme=kept, withdrawn_at=None, declined_at=None)
            fresh = [row for row in everything if row.pk in wanted or row.merged_into_id in wanted]
            _answered(fresh, kept, newest, set(), by)
        return len(moved)


def gather_from_above(theme: Theme, whats: Sequence[str], *, due: Sequence[date], by: Actor) -> int:
    """Put what a room above keeps into a theme, by keys such as "gatherings.contribution:5".

    `due` are the days by which they are answered. Something stands in one theme at a time.
    """
    with transaction.atomic():
        kept = Theme.objects.select_for_update().get(pk=theme.pk)
        for what in whats:
            Gathered.objects.update_or_create(what=what, defaults={"theme": kept})
        _nearest(kept, due)
        if whats:
            record("conversations.gathered", kept, by=by, whats=list(whats))
        return len(whats)


def _nearest(theme: Theme, days: Sequence[date]) -> None:
    nearest = min([theme.due_on, *days])
    if nearest != theme.due_on:
        Theme.objects.filter(pk=theme.pk).update(due_on=nearest)


def release(statement: Statement, *, by: Actor) -> None:
    """Take a statement out of its theme, so that it can stand in another."""
    with transaction.atomic():
        if Statement.objects.filter(pk=statement.pk).exclude(theme=None).update(theme=None):
            record("conversations.released", statement, by=by)


def respond(
    theme: Theme, *, state: str, text: str, by_role: str, by: Actor, more_by: date | None = None
) -> Response:
    """Answer a theme, and tell each person who said something in it once, by their own channel.

    `by_role` is who answers, as it is printed. "Still thinking" needs `more_by`, a day to come. A later
    response replaces it, and everybody is told again. Raises ValidationError, with the field to look at.
    """
    said, role = plain_text.clean(text), plain_text.clean_line(by_role)
    _check(state, said, role, more_by)
    with transaction.atomic():
        kept = Theme.objects.select_for_update().get(pk=theme.pk)
        given = Response.objects.create(
            theme=kept, state=state, text=said, by_role=role, by=by.key,
            more_by=more_by if state == ResponseState.THINKING else None,
        )  # fmt: skip
        if state != ResponseState.THINKING and kept.answered_at is None:
            Theme.objects.filter(pk=kept.pk).update(answered_at=clock.now())
        rows = Statement.objects.select_for_update().filter(theme=kept, withdrawn_at=None, declined_at=None)
        record("conversations.theme_answered", kept, by=by, state=str(state), response=given.pk)
        told: set[int] = set()
        _answered(list(rows), kept, given, told, by)
        theme_answered.send(sender=Theme, theme=kept, response=given, told=told, by=by)
        return given


def _check(state: str, text: str, by_role: str, more_by: date | None) -> None:
    if state not in ResponseState.values:
        raise ValidationError({"state": _("Choose one of the four answers.")})
    if not text:
        raise ValidationError({"text": _("Write the answer in words.")})
    if not by_role:
        raise ValidationError({"by_role": _("Write who answers, for example: the coordinator.")})
    if state == ResponseState.THINKING and (more_by is None or more_by <= clock.today()):
        raise ValidationError({"more_by": _("Write a day to come, by which you say more.")})


def _answered(rows: Sequence[Statement], theme: Theme, given: Response, told: set[int], by: Actor) -> None:
    """Note that these are answered, and write one message to each person who said them."""
    if given.state != ResponseState.THINKING:
        fresh = [row.pk for row in rows if row.answered_at is None]
        Statement.objects.filter(pk__in=fresh).update(answered_at=clock.now())
    of: dict[int, list[Statement]] = {}
    for row in sorted(rows, key=lambda row: row.pk):
        if row.member_id is not None:
            of.setdefault(row.member_id, []).append(row)
    members = Member.objects.here().filter(pk__in=of.keys() - told)
    for member in members.select_related("guardian", "supporter").order_by("pk"):
        emails.answered(member, of[member.pk], theme, given, by=by)
        told.add(member.pk)
