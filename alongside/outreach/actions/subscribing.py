"""Coming to the list: on the web by a confirmed address, at one's word through staff, or as a member."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode
from alongside.people.queries import members

from .. import emails
from ..models import Basis, Purpose, SignUp, Subscriber, Suppression, SuppressionReason, Topic, Way
from ..queries import finding, links, old
from ..queries import ledger as books
from . import arriving, ledger, suppressing

AGAIN_AFTER = timedelta(hours=1)
MOST_IN_A_DAY = 3

NO_PLACE = {
    Way.EMAIL.value: _("Write their email address, or choose another way."),
    Way.POST.value: _("Write their postal address, or choose another way."),
    Way.PHONE.value: _("Write their phone number, or choose another way."),
}
FIELD = {Way.EMAIL.value: "email", Way.POST.value: "address", Way.PHONE.value: "phone"}


class CannotSubscribe(Exception):
    """Nobody came to the list; the message is a sentence for the page."""


def subscribe(
    *, email: str, wording: str, by: Actor, topics: Collection[Topic] = (), language: str = "en",
    easy_read: bool = False, called: str = "",
) -> SignUp:  # fmt: skip
    """Somebody typed an address into the form. Its owner is asked; until they confirm, nothing counts.

    It ends the same for every address, known or not, so that nobody can find out who is on the list. Within an hour
    a second asking writes no second mail, and nobody is written to more than three times a day because of a form.
    """
    address = email.strip().lower()
    with transaction.atomic():
        record("outreach.sign_up_asked", None, by=by)  # first, because it lets one through at a time
        pending = SignUp.objects.filter(email=address, confirmed_at=None, asked_at__gt=_too_old()).last()
        sign_up = pending or SignUp(email=address)
        sign_up.called, sign_up.language, sign_up.easy_read = called.strip()[:100], language, easy_read
        sign_up.wording, sign_up.asked_at = wording.strip(), clock.now()
        sign_up.save()
        sign_up.topics.set(topics)
        if _may_be_asked(address):
            _ask(sign_up, by)
        return sign_up


def _ask(sign_up: SignUp, by: Actor) -> None:
    known = finding.by_email(sign_up.email)
    if known is not None and books.gets_on_consent(known) and books.gets(known):
        emails.you_get_it_already(sign_up, known, by=by)
    else:
        emails.is_it_you(sign_up, by=by)
    sign_up.mailed_at = clock.now()
    sign_up.save(update_fields=["mailed_at"])
    SignUp.objects.filter(email=sign_up.email, asked_at__lt=_too_old(), confirmed_at=None).delete()


def _may_be_asked(address: str) -> bool:
    """Not too often; not where mail comes back or its owner said no; a young person only through their guardian."""
    now = clock.now()
    mailed = SignUp.objects.filter(email=address, mailed_at__gt=now - AGAIN_AFTER).exists()
    today = suppressing.mails_lately(address, since=now - timedelta(days=1))
    kept_out = suppressing.in_force(address)
    member = finding.member_by_email(address)
    return (
        not mailed
        and today < MOST_IN_A_DAY
        and (kept_out is None or kept_out.reason == SuppressionReason.ERASED)
        and (member is None or members.may_be_reached(member))
    )


def confirm(sign_up: SignUp, *, by: Actor) -> Subscriber:
    """The owner of an address pressed the button: they are on the list. A second time changes nothing.

    Raises CannotSubscribe where the link is over, and where the address may not be written to.
    """
    with transaction.atomic():
        held = SignUp.objects.select_for_update(of=("self",)).get(pk=sign_up.pk)
        if held.confirmed_at is not None and held.subscriber is not None:
            return held.subscriber
        if held.asked_at < _too_old():
            raise CannotSubscribe(_t("This link is too old. Ask for the newsletter again."))
        refuse_if_suppressed(held.email)
        subscriber = arriving.arrive(finding.member_by_email(held.email), by, email=held.email, way=Way.EMAIL.value,
                             called=held.called, language=held.language, easy_read=held.easy_read)  # fmt: skip
        subscriber.topics.set(held.topics.all())
        subscriber.confirmed_at = clock.now()
        subscriber.save(update_fields=["confirmed_at"])
        held.confirmed_at, held.subscriber = clock.now(), subscriber
        held.save(update_fields=["confirmed_at", "subscriber"])
        asked = date_format(timezone.localtime(held.asked_at), "DATETIME_FORMAT")
        note = _t("Asked on %(moment)s, confirmed by the link sent to the address.") % {"moment": asked}
        _grant(subscriber, wording=held.wording, how=Mode.WEB, note=note, by=by)
        return subscriber


def subscribe_member(
    member: Member, *, wording: str, how: str, by: Actor, topics: Collection[Topic] = (), language: str = "en",
    easy_read: bool = False,
) -> Subscriber:  # fmt: skip
    """A member would like the newsletter. Raises `people.CannotConsent` while a guardian has to agree first."""
    with transaction.atomic():
        subscriber = arriving.arrive(member, by, language=language, easy_read=easy_read)
        subscriber.topics.set(topics)
        ledger.grant(
            subscriber, purpose=Purpose.NEWSLETTER, basis=Basis.CONSENT, wording=wording, how=how, by=by
        )
        return subscriber


def forget_sign_ups(*, by: Actor) -> int:
    """Delete what nobody confirmed in 14 days, and the address of what was confirmed. Gives how many."""
    with transaction.atomic():
        number, _rows = old.sign_ups(clock.now()).delete()
        if number:
            record("outreach.sign_ups_forgotten", None, by=by, count=number)
        return number


def record_subscriber(
    *, told: people.Told, wording: str, by: Actor, way: str = Way.EMAIL, called: str = "", email: str = "",
    phone: str = "", address: str = "", topics: Collection[Topic] = (), language: str = "en",
    easy_read: bool = False, member: Member | None = None, known: Subscriber | None = None,
) -> Subscriber:  # fmt: skip
    """Write down somebody who asked by phone, by post, in person or on a paper sheet. It counts at once.

    `known` is the reader that they are already, where staff recognised them: they stay one on the list.
    For a member nothing but the choices is kept: where they are reached is theirs already. Raises ValidationError
    beside the field that is wrong, CannotSubscribe where they may not be written to.
    """
    places = {"email": email.strip().lower(), "phone": phone.strip(), "address": address.strip()}
    judge_told(told)
    if member is None and not places[FIELD[way]]:
        raise ValidationError({FIELD[way]: NO_PLACE[way]})
    with transaction.atomic():
        for place in places.values():
            refuse_if_suppressed(place)
        member = member or (finding.member_by_email(places["email"]) if places["email"] else None)
        subscriber = arriving.arrive(
            member,
            by,
            known=known,
            way=way,
            called=called.strip(),
            language=language,
            easy_read=easy_read,
            **places,
        )
        before = books.latest(subscriber)
        if before and not before.granted and timezone.localtime(before.at).date() > told.on:
            raise CannotSubscribe(ledger.taken_back_since(before))
        if topics or known is None:
            subscriber.topics.set(topics)
        note = _t("Read back and agreed.") if told.read_back_and_agreed else told.note
        _grant(subscriber, wording=wording, how=told.mode, note=note, by=by, told=told)
        emails.you_are_on_the_list(subscriber, told, by=by)
        return subscriber


def _grant(
    subscriber: Subscriber, *, wording: str, how: str, note: str, by: Actor, told: people.Told | None = None
) -> None:
    at = ledger.moment_of(told.on) if told else clock.now()
    try:
        ledger.grant(subscriber, purpose=Purpose.NEWSLETTER, basis=Basis.CONSENT, wording=wording, how=how, at=at,
                     note=note, by=by)  # fmt: skip
    except people.CannotConsent as refusal:
        raise CannotSubscribe(str(refusal)) from refusal


def judge_told(told: people.Told) -> None:
    """Raise ValidationError beside the field where it is not clear how and when somebody told us."""
    if told.mode not in Mode.values or told.mode == Mode.WEB:
        raise ValidationError({"mode": _("Say how they told us: by phone, by post or in person.")})
    if told.on > clock.today():
        raise ValidationError({"on": _("The day they told us cannot be in the future.")})
    if not told.read_back_and_agreed and not told.note.strip():
        raise ValidationError(
            {"note": _("Read it back and ask if it is right, or say why that was not possible.")}
        )


def refuse_if_suppressed(place: str) -> None:
    """Raise CannotSubscribe for an address that is not written to. Who only asked to be forgotten may come back."""
    held: Suppression | None = suppressing.in_force(place) if place else None
    if held is not None and held.reason != SuppressionReason.ERASED:
        why = held.get_reason_display()
        raise CannotSubscribe(
            _t("We do not write to this address: %(why)s. First lift that on the page of such addresses.")
            % {"why": why}
        )


def _too_old() -> Any:
    return clock.now() - timedelta(days=links.CONFIRM_DAYS)
