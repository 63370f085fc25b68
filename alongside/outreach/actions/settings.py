"""What the centre says about itself and its newsletter: topics to choose from, and whether it is a charity."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import Charity, Topic


def add_topic(*, name: str, by: Actor) -> Topic:
    """Offer a topic to choose. Raises ValidationError for a name that is there already."""
    with transaction.atomic():
        _refuse_twice(name, None)
        order = Topic.objects.count() + 1
        topic = Topic.objects.create(name=name.strip(), slug=_slug(name), order=order)
        record("outreach.topic_added", topic, by=by)
        return topic


def change_topic(topic: Topic, *, name: str, by: Actor) -> None:
    """Name a topic better; who chose it keeps it. Raises ValidationError for a name that is there already."""
    with transaction.atomic():
        _refuse_twice(name, topic)
        topic.name = name.strip()
        topic.save(update_fields=["name"])
        record("outreach.topic_changed", topic, by=by)


def retire_topic(topic: Topic, *, by: Actor) -> None:
    """Offer a topic no more. Who chose it keeps that on record. Twice changes nothing."""
    with transaction.atomic():
        if Topic.objects.filter(pk=topic.pk, retired_on=None).update(retired_on=clock.today()):
            record("outreach.topic_retired", topic, by=by)


def offer_topic_again(topic: Topic, *, by: Actor) -> None:
    """Offer a retired topic again. Twice changes nothing."""
    with transaction.atomic():
        if Topic.objects.filter(pk=topic.pk, retired_on__isnull=False).update(retired_on=None):
            record("outreach.topic_offered_again", topic, by=by)


def say_charity(*, number: str, by: Actor) -> Charity:
    """Say that this centre is a charity, under its number. Saying so again with another number puts it right."""
    if not number.strip():
        raise ValidationError({"number": _("Write the number of the charity.")})
    with transaction.atomic():
        record("outreach.charity_said", None, by=by)  # first, because it lets one through at a time
        held = Charity.objects.filter(ended_at=None).first()
        if held is not None and held.number == number.strip():
            return held
        end_charity(by=by)
        return Charity.objects.create(number=number.strip()[:40], by=by.key)


def end_charity(*, by: Actor) -> None:
    """Say that this centre is no charity. From now on nobody is written to without consent."""
    with transaction.atomic():
        if Charity.objects.filter(ended_at=None).update(ended_at=clock.now(), ended_by=by.key):
            record("outreach.charity_ended", None, by=by)


def _refuse_twice(name: str, topic: Topic | None) -> None:
    others = Topic.objects.filter(name__iexact=name.strip())
    if (others.exclude(pk=topic.pk) if topic else others).exists():
        raise ValidationError({"name": _("There is a topic with this name already.")})


def _slug(name: str) -> str:
    plain = slugify(name)[:50] or "topic"
    number = Topic.objects.filter(slug__startswith=plain).count()
    return f"{plain}-{number + 1}" if number else plain
