"""What each line of a list from elsewhere would do, worked out anew each time it is looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, lists
from alongside.foundation.lists import Outcome, Preview, Text, Unclear
from alongside.people.models import ErasedAddress, Member, Mode
from alongside.people.queries import members

from .. import rules
from ..models import Basis, ConsentEvent, Purpose, Subscriber, SubscriberList, Suppression, Topic, Way
from . import finding
from .recipients import fingerprint

STATES = (lists.NEW, "here", "no", lists.PROBLEM)
AT_ONCE = 400
BASES = {"consent": Basis.CONSENT, "agreed": Basis.CONSENT, "soft opt in": Basis.SOFT_OPT_IN}
HOWS = {"web": Mode.WEB, "online": Mode.WEB, "website": Mode.WEB, "phone": Mode.PHONE, "post": Mode.POST,
        "letter": Mode.POST, "in person": Mode.IN_PERSON, "paper": Mode.IN_PERSON}  # fmt: skip
YES = frozenset({"yes", "y", "true", "1"})


def preview(held: SubscriberList) -> Preview:
    """Judge every line against the list as it is now. A handful of queries for each 400 lines."""
    charity, topics = rules.is_charity(), {topic.name.casefold(): topic.slug for topic in Topic.objects.all()}
    judged = [(int(row["number"]), *_judged(row["cells"], charity, topics)) for row in held.rows]
    known = _Known([details for _number, details, _why in judged if details])
    return Preview(list(_outcomes(judged, known)), STATES)


def waiting() -> list[SubscriberList]:
    """Lists that were uploaded and neither taken in nor thrown away, newest first."""
    return list(SubscriberList.objects.filter(applied_at=None, discarded_at=None))


def _outcomes(judged: Sequence[tuple[int, dict[str, Any], Text]], known: _Known) -> Iterator[Outcome]:
    seen: dict[str, int] = {}
    for number, details, why in judged:
        place = str(details.get("email") or details.get("phone") or details.get("address") or "")
        shown = (number, str(details.get("called", "")), place)
        if why:
            yield Outcome(*shown, state="problem", why=why)
            continue
        earlier = seen.setdefault(fingerprint(place), number)
        if earlier != number:
            yield Outcome(
                *shown, state="here", why=format_lazy(_("The same address as line {line}."), line=earlier)
            )
        else:
            state, because = known.verdict(details, place)
            yield Outcome(*shown, state=state, why=because, details=details if state == "new" else {})


class _Known:
    """Who of a list is here, said no, or asked to be forgotten; asked in portions."""

    def __init__(self, people: list[dict[str, Any]]) -> None:
        self._on: set[str] = set()
        self._off: set[str] = set()
        self._kept_out: set[str] = set()
        self._erased: set[str] = set()
        self._young: set[str] = set()
        for start in range(0, len(people), AT_ONCE):
            self._learn(people[start : start + AT_ONCE])

    def _learn(self, people: list[dict[str, Any]]) -> None:
        places = [person[name] for person in people for name in ("email", "phone", "address") if person[name]]
        prints = [fingerprint(place) for place in places]
        kept_out = Suppression.objects.filter(fingerprint__in=prints, lifted_at=None)
        self._kept_out |= set(kept_out.values_list("fingerprint", flat=True))
        hashes = [members.address_hash(place) for place in places]
        erased = ErasedAddress.objects.filter(address_hash__in=hashes)
        self._erased |= set(erased.values_list("address_hash", flat=True))
        emails = [person["email"] for person in people if person["email"]]
        self._learn_of_emails(emails, places)

    def _learn_of_emails(self, emails: list[str], places: list[str]) -> None:
        lines = ConsentEvent.objects.filter(subscriber=OuterRef("pk"), purpose=Purpose.NEWSLETTER)
        named: dict[int, set[str]] = defaultdict(set)
        for member in _members_at(emails):
            named[member.pk] |= {fingerprint(member.email), fingerprint(_signs_in_with(member))}
            if not members.may_be_reached(member):
                self._young |= named[member.pk]
        theirs = Q(email__in=emails) | Q(member__in=named) | Q(phone__in=places) | Q(address__in=places)
        found = Subscriber.objects.here().filter(theirs).annotate(spoke=Exists(lines))
        rows: list[Any] = list(found.exclude(pk__in=finding.held().values("pk")).select_related("member"))
        granting = [
            Subscriber.objects.granting(Purpose.NEWSLETTER, basis).values("pk") for basis in Basis.values
        ]
        on = set(Subscriber.objects.filter(theirs).filter(Q(pk__in=granting[0]) | Q(pk__in=granting[1]))
                 .values_list("pk", flat=True))  # fmt: skip
        for row in rows:
            own = [row.email, row.phone, row.address, row.member.email if row.member else ""]
            where = self._on if row.pk in on else self._off if row.spoke else set()
            where |= {fingerprint(place) for place in own if place} | named.get(row.member_id or 0, set())

    def verdict(self, details: dict[str, Any], place: str) -> tuple[str, Text]:
        """What becomes of somebody whose line is in order."""
        mark = fingerprint(place)
        places = [details[name] for name in ("email", "phone", "address") if details[name]]
        if any(members.address_hash(one) in self._erased for one in places):
            return "no", _("Asked to be forgotten. We will not bring them back.")
        if any(fingerprint(one) in self._kept_out for one in places):
            return "no", _("We do not write to this address any more.")
        if mark in self._off:
            return "no", _("Stopped the newsletter. Only they can start it again.")
        if mark in self._on:
            return "here", _("Gets it already. Nothing changes.")
        if mark in self._young:
            return "problem", members.GUARDIAN_FIRST
        return "new", _("Will be put on the list.")


def _members_at(emails: Sequence[str]) -> Sequence[Member]:
    """The members who are here with one of these addresses, theirs or that with which they sign in; case apart."""
    here = Member.objects.here().annotate(own=Lower("email"), account_own=Lower("account__email"))
    return list(
        here.filter(Q(own__in=emails) | Q(account_own__in=emails)).select_related("guardian", "account")
    )


def _signs_in_with(member: Member) -> str:
    return str(getattr(member.account, "email", "") or "")


def _judged(cells: dict[str, str], charity: bool, topics: dict[str, str]) -> tuple[dict[str, Any], Text]:
    """What a line says, and why it cannot be taken ("" when it can)."""
    details: dict[str, Any] = {
        "called": cells.get("called", "")[:100], "email": cells.get("email", "").lower(),
        "phone": cells.get("phone", ""), "address": cells.get("address", ""),
    }  # fmt: skip
    try:
        details["way"] = _way(details)
        details["language"] = _language(cells.get("language", ""))
        details["topics"] = _topics(cells.get("topics", ""), topics)
        details |= _basis(cells, charity)
    except Unclear as problem:
        return details, problem.args[0]
    return details, ""


def _way(details: dict[str, Any]) -> str:
    if details["email"]:
        try:
            validate_email(details["email"])
        except ValidationError:
            raise Unclear(_("This is no email address.")) from None
        return Way.EMAIL
    if details["phone"]:
        return Way.PHONE
    if details["address"]:
        return Way.POST
    raise Unclear(_("Write an email address, a phone number or a postal address."))


def _language(said: str) -> str:
    code = said.lower() or settings.LANGUAGE_CODE
    if code not in dict(settings.LANGUAGES):
        known = ", ".join(dict(settings.LANGUAGES))
        raise Unclear(format_lazy(_("We do not write in this language. Use one of: {known}."), known=known))
    return code


def _topics(said: str, topics: dict[str, str]) -> list[str]:
    names = [name.strip() for name in said.replace("|", ";").split(";") if name.strip()]
    unknown = [name for name in names if name.casefold() not in topics]
    if unknown:
        raise Unclear(
            format_lazy(_("There is no topic “{name}”. Add it first, or take it out."), name=unknown[0])
        )
    return [topics[name.casefold()] for name in names]


def _basis(cells: dict[str, str], charity: bool) -> dict[str, Any]:
    basis = BASES.get(" ".join(cells.get("basis", "").lower().replace("-", " ").replace("_", " ").split()))
    if basis is None:
        raise Unclear(_("Write the basis: consent, or soft opt-in."))
    for name, sentence in (
        ("wording", _("Write the exact words that they saw or heard.")),
        ("source", _("Write where this contact comes from.")),
        ("date", _("Write the day on which they agreed.")),
    ):
        if not cells.get(name):
            raise Unclear(sentence)
    how = HOWS.get(" ".join(cells.get("how", "").lower().replace("_", " ").split()))
    if how is None:
        raise Unclear(_("Write how they told you: web, phone, post or in person."))
    day = _day(cells["date"])
    if basis == Basis.SOFT_OPT_IN:
        _judge_soft(cells, charity, day)
    return {"basis": basis.value, "wording": cells["wording"], "source": cells["source"], "on": day.isoformat(),
            "how": how.value}  # fmt: skip


def _judge_soft(cells: dict[str, str], charity: bool, day: date) -> None:
    if not charity:
        raise Unclear(_("Soft opt-in is for charities alone. This centre has not said that it is one."))
    if day < rules.SOFT_OPT_IN_SINCE:
        raise Unclear(_("Soft opt-in is not for contacts from before 5 February 2026."))
    if cells.get("could_say_no", "").lower() not in YES:
        raise Unclear(_("Soft opt-in needs “yes” under “Could say no”: they were offered to say no."))


def _day(said: str) -> date:
    day = lists.day_of(said)
    if day is None:
        raise Unclear(_("Write the day like 2026-01-31 or 31/01/2026."))
    if day > clock.today():
        raise Unclear(_("The day is in the future."))
    return day
