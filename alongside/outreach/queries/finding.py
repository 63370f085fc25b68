"""Finding subscribers: by an address, and for the list of coordinators."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from alongside.people.models import Member
from alongside.people.queries import members

from .. import rules
from ..models import Basis, ConsentEvent, Purpose, Subscriber, SubscriberQuerySet

STATES = [
    ("on", _("Gets it")), ("held", _("Not written to now")), ("off", _("Stopped it")), ("none", _("Never had it")),
]  # fmt: skip


def by_email(address: str) -> Subscriber | None:
    """The subscriber who is written to at an email address: their own, or that of the member they are.

    Each way is asked for by itself, so that an index answers: one question with both would read everybody.
    """
    address = address.strip().lower()
    if not address:
        return None
    here = Subscriber.objects.here().select_related("member").order_by("pk")
    found = [here.filter(email=address).first(), here.filter(member__email__iexact=address).first()]
    return min((one for one in found if one), key=lambda one: one.pk, default=None)


def member_by_email(address: str) -> Member | None:
    """The member who is here with this address, the one who signs in with it first."""
    address = address.strip()
    if not address:
        return None
    here = Member.objects.here().order_by("pk")
    return here.filter(account__email__iexact=address).first() or here.filter(email__iexact=address).first()


def member_named(words: str) -> Member | None:
    """The one member with this reference or name; None for nobody, or for two."""
    found = members.named(words) if words.strip() else []
    return found[0] if len(found) == 1 else None


def listed() -> SubscriberQuerySet:
    """Everybody on the list who is here, each with `reached_by`, `name` and `state`. Two queries.

    The state is "held" where the newest line grants it on a basis that does not hold today (`rules.may_send_on`).
    """
    lines = ConsentEvent.objects.filter(subscriber=OuterRef("pk"), purpose=Purpose.NEWSLETTER).order_by("-pk")
    held = [basis for basis in Basis.values if not rules.may_send_on(basis)]
    state = Case(
        When(granted=True, basis__in=held, then=Value("held")),
        When(granted=True, then=Value("on")),
        When(granted=False, then=Value("off")),
        default=Value("none"),
        output_field=CharField(),
    )
    name = Coalesce(NullIf(F("called"), Value("")), F("member__called"), Value(""))
    found = (
        Subscriber.objects.here()
        .with_reach()
        .annotate(granted=Subquery(lines.values("granted")[:1]), basis=Subquery(lines.values("basis")[:1]))
        .annotate(state=state, name=name)
    )
    return found.select_related("member").order_by("name", "pk")


def held() -> SubscriberQuerySet:
    """Those who never said no, but are on the list on a basis that does not hold today (`rules.may_send_on`)."""
    bases = [basis for basis in Basis.values if not rules.may_send_on(basis)]
    return Subscriber.objects.here().granting(Purpose.NEWSLETTER, *bases)


def held_at(*, called: str, phone: str, address: str) -> Subscriber | None:
    """The one of `held` who is reached at this phone number, or else at this address by post, with this name or none.

    People who live together share both: nobody is on the list because another of them agreed.
    """
    there = Q(phone=phone) if phone else Q(address=address)
    same = Q(called__iexact=called) | Q(called="") if called else Q()
    return (
        held().filter(there, same, member=None).order_by("-called", "pk").first()
        if phone or address
        else None
    )


def find(*, words: str = "", way: str = "", language: str = "", state: str = "") -> SubscriberQuerySet:
    """Those on the list who hold every word in their name, reference or address."""
    found: Any = listed()
    for word in words.split()[:8]:
        found = found.filter(
            Q(name__icontains=word) | Q(reference__icontains=word) | Q(reference=members.as_reference(word))
            | members.known_as(word, "member__")
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
