"""Statements: said, looked at with reasons that are told, merged, worded in other languages, taken back."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock, languages, plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from .. import emails
from ..models import Conversation, Statement, Vote, Wording
from ..models.statements import MOST_LETTERS
from ..queries import themes
from . import refusals


def checked_text(text: str) -> str:
    """One idea as plain text in one line. Raises ValidationError for none, and for too many letters."""
    said = plain_text.clean_line(text)
    if not said:
        raise ValidationError({"text": _("Write your idea.")})
    if len(said) > MOST_LETTERS:
        raise ValidationError(
            {"text": _("Make this shorter. It may have %(most)d letters, and it has %(now)d.")
             % {"most": MOST_LETTERS, "now": len(said)}}
        )  # fmt: skip
    return said


def say(
    conversation: Conversation,
    member: Member | None,
    *,
    text: str,
    by: Actor,
    language: str = "",
    told: people.Told | None = None,
) -> Statement:
    """Keep one idea; the clock for an answer starts. Without a member nobody can be told.

    `told` is how it reached us other than on the web: the day they told us counts. Raises ValidationError for
    a text that cannot be kept, CannotTakePart, and `people.CannotRecord`.
    """
    said, spoken = checked_text(text), language or conversation.language
    if spoken not in languages.NAMES:
        raise ValidationError({"language": _("Choose one of the languages on this page.")})
    refusals.check_open(conversation, told.on if told else None)
    if member is not None:
        refusals.check_person(member)
    with transaction.atomic():
        row = Statement.objects.create(
            conversation=conversation, member=member, text=said, language=spoken,
            how=told.mode if told else Mode.WEB, due_on=clock.today() + themes.answer_within(),
            recording=refusals.written_down(member, "statement", told, by),
        )  # fmt: skip
        record("conversations.statement_made", row, by=by, conversation=conversation.pk, how=str(row.how))
        return row


def accept(statements: Iterable[Statement], *, by: Actor) -> int:
    """Let everybody read these and vote on them, also where one was declined before. Gives how many were new."""
    with transaction.atomic():
        wanted = [row.pk for row in statements]
        open_ones = Statement.objects.filter(
            pk__in=wanted, accepted_at=None, withdrawn_at=None, merged_into=None
        )
        fresh = list(open_ones.select_for_update())
        Statement.objects.filter(pk__in=[row.pk for row in fresh]).update(
            accepted_at=clock.now(), accepted_by=by.key, declined_at=None, declined_because=""
        )
        for row in fresh:
            record("conversations.statement_accepted", row, by=by)
        return len(fresh)


def decline(statement: Statement, *, because: str, by: Actor) -> None:
    """Do not show a statement; its author is told why. Twice changes nothing. Raises ValidationError."""
    why = plain_text.clean(because)
    if not why:
        raise ValidationError({"because": _("Write why. The person who said it will read your reason.")})
    with transaction.atomic():
        standing = Statement.objects.standing().filter(pk=statement.pk)
        if not standing.update(
            declined_at=clock.now(), declined_because=why, accepted_at=None, accepted_by=""
        ):
            return
        statement.refresh_from_db()
        record("conversations.statement_declined", statement, by=by)
        emails.declined(statement, by=by)


def merge(statement: Statement, *, into: Statement, by: Actor) -> None:
    """Put a statement that says the same together with another: one column, and both authors are told.

    Votes go along; where somebody voted on both, their last vote counts. Twice changes nothing. Raises
    ValidationError for statements that cannot be put together.
    """
    if into.pk == statement.pk or into.conversation_id != statement.conversation_id:
        raise ValidationError({"into": _("Choose another statement of this conversation.")})
    with transaction.atomic():
        rows = Statement.objects.select_for_update().in_bulk([statement.pk, into.pk])
        kept, twin = rows[into.pk], rows[statement.pk]
        if twin.merged_into_id is not None:
            return
        if kept.withdrawn_at or kept.declined_at or kept.merged_into_id:
            raise ValidationError({"into": _("This statement is not shown any more. Choose another one.")})
        Statement.objects.filter(pk=twin.pk).update(merged_into=kept, theme=kept.theme_id or twin.theme_id)
        Statement.objects.filter(merged_into=twin).update(merged_into=kept)
        _move_votes(twin, kept)
        _move_wordings(twin, kept)
        if kept.accepted_at is None and twin.accepted_at is not None:
            accept([kept], by=by)
        record("conversations.statements_merged", twin, by=by, into=kept.pk)
        emails.merged(twin, kept, by=by)


def _move_votes(twin: Statement, kept: Statement) -> None:
    there = {vote.part_id: vote for vote in Vote.objects.filter(statement=kept)}
    for vote in Vote.objects.filter(statement=twin):
        other = there.get(vote.part_id)
        if other is None:
            Vote.objects.filter(pk=vote.pk).update(statement=kept)
            continue
        if vote.changed_at > other.changed_at:
            Vote.objects.filter(pk=other.pk).update(
                value=vote.value, how=vote.how, recording=vote.recording_id, changed_at=vote.changed_at
            )
        vote.delete()


def _move_wordings(twin: Statement, kept: Statement) -> None:
    """A duplicate in another language becomes the wording in that language, where there is none."""
    known = {kept.language, *kept.wordings.values_list("language", flat=True)}
    for wording in twin.wordings.exclude(language__in=known):
        known.add(wording.language)
        Wording.objects.filter(pk=wording.pk).update(statement=kept)
    if twin.language not in known:
        Wording.objects.create(
            statement=kept, language=twin.language, text=twin.text, by=twin.accepted_by or "system"
        )


def word(statement: Statement, *, language: str, text: str, by: Actor) -> Wording:
    """Write the same statement in another language, or correct it. Votes are counted together.

    Raises ValidationError.
    """
    said = checked_text(text)
    if language not in languages.NAMES or language == statement.language:
        raise ValidationError({"language": _("Choose another language than that of the statement.")})
    with transaction.atomic():
        row, _new = Wording.objects.update_or_create(
            statement=statement, language=language, defaults={"text": said, "by": by.key}
        )
        record("conversations.statement_worded", statement, by=by, language=language)
        return row


def take_back(statement: Statement, *, by: Actor, told: people.Told | None = None) -> None:
    """Take back what one said; it is shown no more, and its votes do not count. Twice changes nothing."""
    with transaction.atomic():
        if not Statement.objects.filter(pk=statement.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
            return
        refusals.written_down(statement.member, "statement_taken_back", told, by)
        statement.refresh_from_db(fields=["withdrawn_at"])
        record("conversations.statement_taken_back", statement, by=by)
