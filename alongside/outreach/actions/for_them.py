"""What staff write down for subscribers by phone, by post, in person or from paper. It has the same standing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode
from alongside.people.queries import alike

from ..models import ConsentEvent, Purpose, Subscriber, SuppressionReason, Topic, Way
from ..queries import finding, wording
from . import choosing, ledger, rights, subscribing, suppressing

UNREADABLE = _("Write an email address, a phone number, or a postal address.")


@dataclass(frozen=True)
class SheetRow:
    """One line of a paper sheet: a name, and an email address, a phone number or a postal address.

    `member` or `known` is whom staff recognised, so that nobody is on the list twice.
    """

    number: int
    called: str
    place: str
    member: Member | None = None
    known: Subscriber | None = None


def stop_for(subscriber: Subscriber, *, told: people.Told, by: Actor) -> ConsentEvent | None:
    """Write down that somebody does not want the newsletter any more. It counts from now, whenever they said so."""
    subscribing.judge_told(told)
    note = _t("Read back and agreed.") if told.read_back_and_agreed else told.note
    return ledger.take_back(
        subscriber, purpose=Purpose.NEWSLETTER, how=told.mode, wording=wording.stop(), note=note, by=by
    )


def change_for(
    subscriber: Subscriber, *, told: people.Told, topics: Collection[Topic], language: str, easy_read: bool, by: Actor,
    way: str = "", phone: str = "", address: str = "", email: str = "",
) -> None:  # fmt: skip
    """Write down what somebody chose, and for who is no member also how they are reached."""
    subscribing.judge_told(told)
    with transaction.atomic():
        if subscriber.member_id is None:
            _change_email(subscriber, email, by)  # what waits follows with the way, which is next
            choosing.change_way(subscriber, way=way or subscriber.way, phone=phone, address=address, by=by)
        choosing.change_preferences(subscriber, topics=topics, language=language, easy_read=easy_read, by=by)
        record("outreach.choices_recorded", subscriber, by=by, mode=str(told.mode), on=told.on.isoformat())


def forget_for(subscriber: Subscriber, *, told: people.Told, by: Actor) -> None:
    """Write down that somebody who is no member asked to be forgotten, and forget them."""
    subscribing.judge_told(told)
    with transaction.atomic():
        stop_for(subscriber, told=told, by=by)
        rights.forget(subscriber, by=by)


def never_write_to(address: str, *, by: Actor, detail: str = "") -> None:
    """Somebody asked us never to write to an address again: the newsletter stops, and no list brings it back."""
    with transaction.atomic():
        suppressing.suppress(address, reason=SuppressionReason.ASKED, detail=detail, by=by)
        subscriber = finding.by_email(address)
        if subscriber is not None:
            note = _t("Asked us never to write to this address.")
            ledger.take_back(subscriber, purpose=Purpose.NEWSLETTER, how=Mode.PHONE, note=note, by=by)


def key_in_sheet(
    rows: Sequence[SheetRow], *, on: date, language: str, words: str, by: Actor
) -> list[Subscriber]:
    """Put everybody on a paper sheet on the list, all or nobody. `words` stand above the rows that they signed.

    Raises ValidationError with `place_<number>` for each line that cannot be taken, or is a person of a line before.
    """
    told = people.Told(Mode.IN_PERSON, on, False, _t("Signed on a paper sheet."))
    problems: dict[str, str] = {}
    found: list[Subscriber] = []
    seen: dict[Any, int] = {}
    with transaction.atomic():
        for row in rows:
            try:
                way, place = read_place(row.place)
                _once_only(seen, _as_written(row, way, place), row.number)
                one = _key_in(row, way, place, told, language, words, by)
                _once_only(seen, one.pk, row.number)
                found.append(one)
            except (ValidationError, subscribing.CannotSubscribe) as refusal:
                problems[f"place_{row.number}"] = _sentence(refusal)
        if problems:
            raise ValidationError(problems)
        record("outreach.sheet_keyed_in", None, by=by, count=len(found), on=on.isoformat())
    return found


def _as_written(row: SheetRow, way: str, place: str) -> tuple[str, ...]:
    """By what a person of a sheet is known again: the email address, or the name with the same phone or address."""
    if way == Way.EMAIL:
        return (way, place)
    plain = alike.plain_phone(place) if way == Way.PHONE else alike.plain_address(place)
    return (way, plain, " ".join(row.called.casefold().split()))


def _once_only(seen: dict[Any, int], who: Any, number: int) -> None:
    earlier = seen.setdefault(who, number)
    if earlier != number:
        raise ValidationError(
            _("This is the person of row %(number)d again. Empty one of the two rows.") % {"number": earlier}
        )


def read_place(place: str) -> tuple[str, str]:
    """The way that goes with what stands on paper. Raises ValidationError for what is none of the three."""
    plain = " ".join(place.split())
    if "@" in plain:
        address = plain.replace(" ", "").lower()
        try:
            validate_email(address)
        except ValidationError:
            raise ValidationError(_("Write an email address like name@example.org.")) from None
        return Way.EMAIL, address
    digits = re.sub(r"\D", "", plain)
    if re.fullmatch(r"[\d +().\-/]+", plain) and 7 <= len(digits) <= 18:
        return Way.PHONE, plain
    if len(plain) >= 10 and re.search(r"[^\W\d]{3}", plain):
        return Way.POST, place.strip()
    raise ValidationError(UNREADABLE)


def _key_in(
    row: SheetRow, way: str, place: str, told: people.Told, language: str, words: str, by: Actor
) -> Subscriber:
    places: dict[str, Any] = {subscribing.FIELD[way]: place}
    return subscribing.record_subscriber(
        told=told, wording=words, way=way, called=row.called, language=language, by=by, member=row.member,
        known=row.known, **places,
    )  # fmt: skip


def _change_email(subscriber: Subscriber, email: str, by: Actor) -> None:
    address = email.strip().lower()
    if address == subscriber.email:
        return
    if address and finding.by_email(address) not in (None, subscriber):
        raise ValidationError({"email": _("Somebody else on the list has this address.")})
    subscribing.refuse_if_suppressed(address)
    subscriber.email = address
    subscriber.save(update_fields=["email"])
    record("outreach.email_changed", subscriber, by=by)


def _sentence(refusal: Exception) -> str:
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
