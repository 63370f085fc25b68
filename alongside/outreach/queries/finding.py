"""Finding subscribers: by an address, and for the list of coordinators."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from alongside.people.models import Member
from alongside.people.queries import members

from ..models import ConsentEvent, Purpose, Subscriber, SubscriberQuerySet

STATES = [("on", _("Gets it")), ("off", _("Stopped it")), ("none", _("Never had it"))]


def by_email(address: str) -> Subscriber | None:
    """The subscriber who is written to at an email address: their own, or that of the member they are."""
    address = address.strip().lower()
    if not address:
        return None
    theirs = Q(email=address) | Q(member__email__iexact=address)
    return Subscriber.objects.here().filter(theirs).select_related("member").order_by("pk").first()


def member_by_email(address: str) -> Member | None:
    """The member who is here with this address, the one who signs in with it first."""
    found = Member.objects.here().filter(Q(email__iexact=address) | Q(account__email__iexact=address))
    return found.order_by("account__email", "pk").first() if address else None


def member_named(words: str) -> Member | None:
    """The one member with this reference or name; None for nobody, or for two."""
    found = members.named(words) if words.strip() else []
    return found[0] if len(found) == 1 else None


def listed() -> SubscriberQuerySet:
    """Everybody on the list who is here, each with `reached_by`, `name` and `state`. One query."""
    lines = ConsentEvent.objects.filter(subscriber=OuterRef("pk"), purpose=Purpose.NEWSLETTER)
    latest = Subquery(lines.order_by("-pk").values("granted")[:1])
    state = Case(
        When(granted=True, then=Value("on")),
        When(granted=False, then=Value("off")),
        default=Value("none"),
        output_field=CharField(),
    )
    name = Coalesce(NullIf(F("called"), Value("")), F("member__called"), Value(""))
    found = Subscriber.objects.here().with_reach().annotate(granted=latest).annotate(state=state, name=name)
    return found.select_related("member").order_by("name", "pk")


def find(*, words: str = "", way: str = "", language: str = "", state: str = "") -> SubscriberQuerySet:
    """Those on the list who hold every word in their name, reference or address."""
    found: Any = listed()
    for word in words.split()[:8]:
        found = found.filter(
            Q(name__icontains=word) | Q(reference__icontains=word) | Q(reference=members.as_reference(word))
            | Q(email__icontains=word) | Q(phone__icontains=word) | Q(address__icontains=word)
            | Q(member__email__icontains=word) | Q(member__reference__icontains=word)
        )  # fmt: skip
    if way:
        found = found.filter(reached_by=way)
    if language:
        found = found.filter(language=language)
    if state:
        found = found.filter(state=state)
    rows: SubscriberQuerySet = found
    return rows
