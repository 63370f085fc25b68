"""What speaks for an outcome, and people outside the team who say whether it is so."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Consent, ConsentChannel, Member, Mode, Purpose
from alongside.people.queries import consents

from .. import emails_outcomes, links
from ..models import (
    Confirmation,
    Evidence,
    EvidenceKind,
    HowStrong,
    Independence,
    Outcome,
    Rating,
    Reading,
    ReadingStatus,
    SinceThen,
    Stance,
)
from . import wording
from .refusals import CannotChange

LINKED = (EvidenceKind.LINK, EvidenceKind.PHOTO)


def add_evidence(
    outcome: Outcome,
    *,
    kind: str,
    words: str,
    says_who: str,
    strength: str,
    by: Actor,
    url: str = "",
    speaker: Member | None = None,
    reading: Reading | None = None,
    language: str = settings.LANGUAGE_CODE,
    told: people.Told | None = None,
) -> Evidence:
    """Add what speaks for an outcome. A quote needs its `speaker`, who has agreed to be quoted on the website.

    Raises ValidationError with the field.
    """
    kind = wording.chosen(kind, EvidenceKind, "kind", _("Choose what it is."))
    given = {
        "words": wording.plain(words, "words", missing=_("Write what it says.")),
        "says_who": wording.line(says_who, "says_who", missing=_("Write who says so.")),
        "strength": wording.chosen(strength, HowStrong, "strength", _("Choose how strong it is.")),
        "url": wording.link(url, missing=_("Write the link.") if kind in LINKED else ""),
        "consent": quotable(speaker) if kind == EvidenceKind.QUOTE else None,
        "reading": _approved(outcome, reading) if kind == EvidenceKind.READING else None,
    }
    with transaction.atomic():
        row = Evidence.objects.create(
            outcome=outcome,
            kind=kind,
            language=language,
            how=told.mode if told else Mode.WEB,
            by=by.key,
            **given,
        )
        wording.written_down(speaker, "evidence", told, by)
        record("projects.evidence_added", row, by=by, outcome=outcome.pk, kind=kind)
        return row


def _approved(outcome: Outcome, reading: Reading | None) -> Reading:
    if (
        reading is None
        or reading.project_id != outcome.project_id
        or reading.status != ReadingStatus.APPROVED
    ):
        raise ValidationError({"reading": _("Choose an approved reading of this project.")})
    return reading


def quotable(speaker: Member | None) -> Consent:
    """The living consent of somebody to be quoted on the website. Raises ValidationError where there is none."""
    if speaker is None:
        raise ValidationError({"speaker": _("Write whose words these are.")})
    for consent in Consent.objects.filter(member=speaker, purpose=Purpose.QUOTE, withdrawn_at=None):
        if consents.may_show(consent, ConsentChannel.WEB):
            return consent
    sentence = _(
        "They have not agreed to be quoted on the website. Ask them first, and write their yes down."
    )
    raise ValidationError({"speaker": sentence})


def take_evidence_back(evidence: Evidence, *, by: Actor) -> None:
    """Take evidence back; it is shown no more. Twice changes nothing."""
    with transaction.atomic():
        if Evidence.objects.filter(pk=evidence.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
            record("projects.evidence_taken_back", evidence, by=by)


def ask_to_confirm(
    about: Outcome | SinceThen,
    *,
    role: str,
    by: Actor,
    called: str = "",
    email: str = "",
    language: str = settings.LANGUAGE_CODE,
) -> Confirmation:
    """Ask somebody outside the team whether something is so: by email with a link that works once.

    Without an email, staff ask by phone or post and record the answer. Raises ValidationError with the field, and
    CannotChange for an outcome that is not for everybody.
    """
    given = {
        "role": wording.line(role, "role", missing=_("Write as what they know it, for example: head of a school."),
                             most=120),
        "called": wording.line(called, "called", most=120), "email": wording.line(email, "email"),
        "language": language,
    }  # fmt: skip
    if isinstance(about, Outcome) and not about.for_everybody:
        raise CannotChange(_("This is for the team alone. Show it to everybody first, then ask."))
    token = links.new_token() if given["email"] else ""
    with transaction.atomic():
        row = Confirmation.objects.create(
            outcome=about if isinstance(about, Outcome) else None,
            since=about if isinstance(about, SinceThen) else None,
            number=about.number if isinstance(about, Outcome) else None,
            how=Mode.WEB if token else Mode.PHONE, token_hash=links.hash_of(token) if token else None,
            expires_at=clock.now() + links.LASTS if token else None, by=by.key, **given,
        )  # fmt: skip
        record("projects.asked_to_confirm", row, by=by, by_link=bool(token))
        if token:
            emails_outcomes.ask_to_confirm(row, token, by=by)
        return row


def answer_confirmation(
    confirmation: Confirmation,
    *,
    stance: str,
    independence: str,
    by: Actor,
    rating: str = "",
    words: str = "",
    how: str = Mode.WEB,
) -> Confirmation:
    """Say whether it is so, how much the project did for it, and how independent one is. Once.

    Name and address are emptied. What disagrees is kept and shown. Raises ValidationError with the field,
    CannotChange for a link that is over.
    """
    stance = wording.chosen(stance, Stance, "stance", _("Choose whether you agree."))
    independence = wording.chosen(
        independence, Independence, "independence", _("Choose how you stand to the project.")
    )
    rating = wording.chosen(rating, Rating, "rating", _("Choose one of the answers."), empty=True)
    missing = "" if stance == Stance.AGREE else _("Write what you see in another way.")
    text = wording.plain(words, "words", missing=missing)
    with transaction.atomic():
        open_ones = Confirmation.objects.waiting().filter(pk=confirmation.pk)
        answered = open_ones.update(
            answered_at=clock.now(), stance=stance, independence=independence, rating=rating, words=text, how=how,
            called="", email="",
        )  # fmt: skip
        if not answered:
            raise CannotChange(_("This was answered already, or it is no longer asked."))
        confirmation.refresh_from_db()
        record("projects.confirmation_answered", confirmation, by=by, stance=stance, how=str(how))
        _confirm_since(confirmation, by)
        return confirmation


def look_at_role(confirmation: Confirmation, *, show: bool, by: Actor) -> None:
    """Let everybody read the role of somebody who answered, or keep it to the team since somebody could be known by it.

    Raises CannotChange while nobody answered.
    """
    with transaction.atomic():
        rows = Confirmation.objects.answered().filter(pk=confirmation.pk)
        if not rows.update(role_checked_at=clock.now(), role_shows=show):
            raise CannotChange(_("Nobody answered yet. Look at it once there is an answer."))
        record("projects.role_looked_at", confirmation, by=by, shows=show)
    confirmation.refresh_from_db()


def _confirm_since(confirmation: Confirmation, by: Actor) -> None:
    """What happened since counts as confirmed once somebody else agrees with it."""
    if confirmation.since_id and confirmation.stance == Stance.AGREE:
        rows = SinceThen.objects.filter(pk=confirmation.since_id, confirmed_at=None)
        if rows.update(confirmed_at=clock.now(), confirmed_how="person"):
            record("projects.since_confirmed", confirmation.since, by=by, how="person")


def forget_whom_we_asked(*, by: Actor) -> int:
    """Empty name and address of those who did not answer before their link ended. Gives of how many.

    The question still waits: staff can write down what somebody says by phone or by post.
    """
    over = Confirmation.objects.waiting().filter(expires_at__lte=clock.now())
    with transaction.atomic():
        count = over.exclude(called="", email="", token_hash=None).update(
            called="", email="", token_hash=None
        )
        if count:
            record("projects.whom_we_asked_forgotten", None, by=by, count=count)
        return count


def take_question_back(confirmation: Confirmation, *, by: Actor) -> None:
    """Ask no more: the link ends, and name and address are emptied. Twice changes nothing."""
    with transaction.atomic():
        rows = Confirmation.objects.waiting().filter(pk=confirmation.pk)
        if rows.update(withdrawn_at=clock.now(), called="", email="", token_hash=None):
            record("projects.question_taken_back", confirmation, by=by)
