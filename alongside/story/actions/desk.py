"""The edition desk: prepare, show to who is quoted, sign off, and publish once all of it is done or explained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import clock, doors
from alongside.foundation.actors import Actor
from alongside.foundation.plain_text import clean_line
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people import rules as people_rules
from alongside.people.models import Member, Mode

from .. import emails, press, rules, wording
from ..models import Capacity, Draft, Edition, Quote, SignOff, SpeakerAnswer
from ..queries import desk
from . import editions, items

MOST_LETTERS = 300


@transaction.atomic
def prepare_edition(*, title: str, as_of: date, by: Actor) -> Draft:
    """Begin an edition with the story as it stands; one that was being prepared is dropped.

    Raises ValidationError for an empty title or a day still to come.
    """
    rules.check_edition(title, as_of)
    for other in Draft.objects.filter(edition=None, dropped_at=None):
        other.dropped_at = clock.now()
        other.save(update_fields=["dropped_at"])
        record("story.drop_draft", other, by=by)
    draft = Draft(title=title, as_of=as_of, by=by.key, content={}, fingerprint="")
    draft.content = desk.content_of(draft)
    draft.fingerprint = press.fingerprint(draft.content)
    draft.save()
    record("story.prepare_edition", draft, by=by, as_of=as_of.isoformat())
    return draft


@transaction.atomic
def explain_moves(draft: Draft, *, reasons: Mapping[str, str], by: Actor) -> None:
    """Write why figures moved since the last edition, by figure; what somebody else wrote meanwhile stays.

    Raises ValidationError for a typed figure, and for more than 300 letters.
    """
    kept = Draft.objects.select_for_update().get(pk=draft.pk)
    _check_open(kept)
    given = {clean_line(name): clean_line(words) for name, words in reasons.items()}
    for words in given.values():
        wording.refuse_typed_figures(words)
        if len(words) > MOST_LETTERS:
            raise ValidationError(_("Write less: a reason has 300 letters at most."))
    kept.moved |= {name: words for name, words in given.items() if words}
    kept.save(update_fields=["moved"])
    record("story.explain_moves", kept, by=by, figures=sorted(kept.moved))


@transaction.atomic
def ask_to_sign_off(draft: Draft, member: Member, *, capacity: str, role: str, by: Actor) -> SignOff:
    """Ask somebody to sign a draft off. Whoever was asked before and has not signed is asked no more.

    Raises ValidationError for one person in both capacities, for staff who sign as a member or the other way round,
    or when somebody has signed already.
    """
    _check_open(draft)
    _check_capacity(member, capacity)
    if not role.strip():
        raise ValidationError({"role": _("Write as what they sign, such as “Member of the steering group”.")})
    held = SignOff.objects.filter(draft=draft)
    if held.filter(member=member).exclude(capacity=capacity).exists():
        raise ValidationError(
            {"who": _("One person cannot sign for members and for staff. Ask somebody else.")}
        )
    if held.filter(capacity=capacity, signed_at__isnull=False).exists():
        raise ValidationError({"who": _("Somebody has signed it off already.")})
    held.filter(capacity=capacity).delete()
    row = SignOff.objects.create(draft=draft, capacity=capacity, member=member, role=role.strip(), by=by.key)
    record("story.ask_to_sign_off", draft, by=by, capacity=str(capacity), member=member.pk)
    emails.ask_to_sign_off(row, by=by)
    return row


@transaction.atomic
def sign_off(row: SignOff, *, by: Actor, told: people.Told | None = None) -> None:
    """Sign a draft off, on the web, or as somebody told us by phone, by post or in person. Twice changes nothing.

    Raises ValidationError when the draft is published or dropped, and people.CannotRecord.
    """
    _check_open(row.draft)
    if row.signed_at is not None:
        return
    row.signed_at, row.how = clock.now(), told.mode if told else Mode.WEB
    row.save(update_fields=["signed_at", "how"])
    _written_down(row.member, "story_sign_off", told, by)
    record("story.sign_off", row.draft, by=by, capacity=row.capacity, role=row.role)


@transaction.atomic
def ask_speaker(quote: Quote, *, by: Actor) -> SpeakerAnswer:
    """Show somebody their words as they stand, by their own way, and ask whether they are right."""
    row, _made = SpeakerAnswer.objects.get_or_create(
        quote=quote, words=desk.words_of(quote), defaults={"by": by.key}
    )
    if row.answered_at is None:
        row.asked_at = clock.now()
        row.save(update_fields=["asked_at"])
        record("story.ask_speaker", quote, by=by)
        emails.ask_speaker(quote, by=by)
    return row


@transaction.atomic
def answer_as_speaker(
    quote: Quote, *, agreed: bool, by: Actor, told: people.Told | None = None
) -> SpeakerAnswer:
    """Whoever is quoted has seen their words; when they do not agree, the quote leaves the page and editions at once.

    Raises people.CannotRecord.
    """
    row, _made = SpeakerAnswer.objects.get_or_create(
        quote=quote, words=desk.words_of(quote), defaults={"by": by.key}
    )
    row.answered_at, row.agreed, row.how = clock.now(), agreed, told.mode if told else Mode.WEB
    row.save(update_fields=["answered_at", "agreed", "how"])
    _written_down(quote.consent.member, "story_words", told, by)
    record("story.answer_as_speaker", quote, by=by, agreed=agreed)
    if not agreed:
        items.remove(quote, by=by)
        editions.note_withdrawal(quote.consent, by=by)
    return row


@transaction.atomic
def publish_edition(*, title: str, as_of: date, by: Actor, reason: str = "", slug: str = "") -> Edition:
    """Prepare an edition and publish it at once, under the same rule as one from the desk (`publish_draft`).

    Raises ValidationError for an empty title, a day still to come, and with a sentence for each open point, unless a
    reason is given.
    """
    return publish_draft(prepare_edition(title=title, as_of=as_of, by=by), reason=reason, slug=slug, by=by)


@transaction.atomic
def publish_draft(draft: Draft, *, by: Actor, reason: str = "", slug: str = "") -> Edition:
    """Publish what was prepared, and nothing else: that is what people signed.

    Raises ValidationError with a sentence for each open point, unless a reason is given; whatever the reason, a story
    that reads differently now is prepared again first.
    """
    _check_open(draft)
    checks = desk.checklist(draft)
    rules.check_list_is_done(checks, reason)
    edition = editions.freeze(title=draft.title, as_of=draft.as_of, slug=slug, by=by, moved=draft.moved)
    draft.edition, draft.reason = edition, reason.strip()
    draft.checks = [{"code": one.code, "title": str(one.title), "open": one.open} for one in checks]
    draft.save(update_fields=["edition", "reason", "checks"])
    record("story.publish_draft", draft, by=by, open=[one.code for one in checks if not one.done])
    return edition


def _check_open(draft: Draft) -> None:
    if draft.edition_id is not None or draft.dropped_at is not None:
        raise ValidationError(_("This draft is over: it was published, or another one was begun."))


def _check_capacity(member: Member, capacity: str) -> None:
    roles = people_rules.roles_of_member(member)
    if capacity == Capacity.STAFF and not roles & doors.STAFF:
        raise ValidationError({"who": _("This person has no role of the staff. Ask somebody who has one.")})
    if capacity == Capacity.MEMBER and roles & doors.COORDINATORS:
        raise ValidationError({"who": _("Coordinators sign for the staff. Ask another member.")})


def _written_down(member: Member, what: str, told: people.Told | None, by: Actor) -> None:
    if told is not None:
        people.record_for(
            member, what=what, mode=told.mode, on=told.on, read_back_and_agreed=told.read_back_and_agreed,
            note=told.note, by=by,
        )  # fmt: skip
