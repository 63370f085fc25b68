"""What a subscriber chooses, and only they: topics, language, way, Easy Read; to stop, to go on, to be forgotten."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Mode

from ..models import Basis, ConsentEvent, Purpose, Subscriber, Topic, Way
from ..queries import ledger as books
from ..queries import wording
from . import following, ledger

UNDO_WITHIN = timedelta(days=7)
NO_PLACE = {
    Way.EMAIL.value: _("We have no email address of yours. Ask for the newsletter again with your address."),
    Way.POST.value: _("Write the address for your letters."),
    Way.PHONE.value: _("Write your phone number."),
}
FIELD = {Way.EMAIL.value: "way", Way.POST.value: "address", Way.PHONE.value: "phone"}


class CannotUndo(Exception):
    """There is nothing to undo; the message is a sentence for the page."""


def change_preferences(
    subscriber: Subscriber, *, topics: Collection[Topic], language: str, easy_read: bool, by: Actor
) -> None:
    """Change what somebody gets. Whether they get anything stays as it was."""
    with transaction.atomic():
        subscriber.language, subscriber.easy_read = language, easy_read
        subscriber.save(update_fields=["language", "easy_read"])
        subscriber.topics.set(topics)
        record("outreach.preferences_changed", subscriber, by=by)


def change_way(subscriber: Subscriber, *, way: str, by: Actor, phone: str = "", address: str = "") -> None:
    """Change how somebody who is no member gets the newsletter. Raises ValidationError where the place is missing."""
    if subscriber.member_id is not None:
        raise ValidationError({"way": _("A member changes this among their details.")})
    places = {
        Way.EMAIL.value: subscriber.email,
        Way.POST.value: address.strip(),
        Way.PHONE.value: phone.strip(),
    }
    if not places[way]:
        raise ValidationError({FIELD[way]: NO_PLACE[way]})
    with transaction.atomic():
        subscriber.way, subscriber.phone, subscriber.address = way, phone.strip(), address.strip()
        subscriber.save(update_fields=["way", "phone", "address"])
        record("outreach.way_changed", subscriber, by=by, way=str(way))
        following.follow_reach(subscriber, by=by)


def unsubscribe(subscriber: Subscriber, *, by: Actor, note: str = "") -> bool:
    """Stop the newsletter by a link. True when it was on until now. The ledger has it when this returns."""
    line = ledger.take_back(
        subscriber, purpose=Purpose.NEWSLETTER, how=Mode.WEB, wording=wording.stop(), note=note, by=by
    )
    return line is not None


def undo_unsubscribe(subscriber: Subscriber, *, by: Actor) -> ConsentEvent:
    """Go on after a stop by mistake, within a week. It is a consent now, whatever it was before. Raises CannotUndo."""
    with transaction.atomic():
        if not may_undo(subscriber):
            raise CannotUndo(_t("There is nothing to undo. Ask for the newsletter again."))
        return ledger.grant(
            subscriber,
            purpose=Purpose.NEWSLETTER,
            basis=Basis.CONSENT,
            wording=wording.go_on(),
            how=Mode.WEB,
            by=by,
        )


def may_undo(subscriber: Subscriber) -> bool:
    """Whether somebody stopped the newsletter lately, so that the same link may start it again."""
    line = books.latest(subscriber)
    stopped = line is not None and not line.granted and line.at > clock.now() - UNDO_WITHIN
    return stopped and subscriber.confirmed_at is not None and subscriber.erased_at is None
