"""What each line of an uploaded list would do, worked out anew each time it is looked at."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, lists
from alongside.foundation.lists import Outcome, Preview, Text, Unclear

from ..models import Account, AgeGuard, BringsKind, ErasedAddress, Member, MemberImport, ReachBy
from . import members

STATES = (lists.NEW, "here", "left", lists.PROBLEM)
AT_ONCE = 400

BRINGS: dict[str, str] = {
    "researcher": "researcher", "research": "researcher", "academic": "researcher", "patient": "patient",
    "service user": "patient", "practitioner": "practitioner", "professional": "practitioner",
    "clinician": "practitioner", "staff": "practitioner", "carer": "carer", "caregiver": "carer",
    "care giver": "carer", "community": "community", "community member": "community", "public": "community",
    "member of the public": "community",
}  # fmt: skip
REACH_BY: dict[str, str] = {
    "email": "email", "e mail": "email", "mail": "email", "phone": "phone", "phone call": "phone",
    "call": "phone", "telephone": "phone", "mobile": "phone", "post": "post", "letter": "post",
    "letter by post": "post", "address": "post",
}  # fmt: skip
AGES: dict[str, str] = {
    "": AgeGuard.UNKNOWN, "unknown": AgeGuard.UNKNOWN, "not known": AgeGuard.UNKNOWN, "adult": AgeGuard.ADULT,
    "yes": AgeGuard.ADULT, "18": AgeGuard.ADULT, "18 or over": AgeGuard.ADULT, "over 18": AgeGuard.ADULT,
    "18 and over": AgeGuard.ADULT, "16 17": AgeGuard.SIXTEEN, "16 or 17": AgeGuard.SIXTEEN,
    "under 16": AgeGuard.UNDER_16, "0 15": AgeGuard.UNDER_16,
}  # fmt: skip


def preview(uploaded: MemberImport) -> Preview:
    """Judge every line against the network as it is now. A handful of queries for each 400 lines."""
    judged = [(int(row["number"]), *_judged(row["cells"])) for row in uploaded.rows]
    known = _Known([details for _number, details, _why in judged if details])
    return Preview(list(_outcomes(judged, known)), STATES)


def waiting() -> list[MemberImport]:
    """Lists that were uploaded and neither taken in nor thrown away, newest first."""
    return list(
        MemberImport.objects.filter(applied_at=None, discarded_at=None).order_by("-created_at", "-pk")
    )


def _outcomes(judged: Sequence[tuple[int, dict[str, Any], Text]], known: "_Known") -> Iterator[Outcome]:
    seen: dict[tuple[str, ...], int] = {}
    for number, details, why in judged:
        shown = (number, details.get("called", ""), _reach_shown(details))
        if why:
            yield Outcome(*shown, state="problem", why=why)
            continue
        keys = _keys(details)
        earlier = next((seen[key] for key in keys if key in seen), None)
        seen.update(dict.fromkeys(keys, earlier or number))
        if known.left(details):
            yield Outcome(*shown, state="left", why=_("Left earlier. We will not bring them back."))
        elif known.here(keys):
            yield Outcome(*shown, state="here", why=_("Is in the network already. Nothing changes."))
        elif earlier:
            yield Outcome(
                *shown, state="here", why=format_lazy(_("Same person as line {line}."), line=earlier)
            )
        else:
            yield Outcome(*shown, state="new", why=_("Will be added."), details=details)


def _reach_shown(details: dict[str, Any]) -> str:
    return str(details.get("email") or details.get("phone") or details.get("address") or "")


class _Known:
    """Who of a list is here or was here, asked in portions."""

    def __init__(self, people: list[dict[str, Any]]) -> None:
        self._here: set[tuple[str, ...]] = set()
        self._erased: set[str] = set()
        for start in range(0, len(people), AT_ONCE):
            self._learn(people[start : start + AT_ONCE])

    def _learn(self, people: list[dict[str, Any]]) -> None:
        emails = {person["email"] for person in people if person["email"]}
        self._here |= {
            ("email", email)
            for email in Account.objects.filter(email__in=emails).values_list("email", flat=True)
            if email
        }
        here = Member.objects.here()
        self._here |= {
            ("email", email.lower())
            for email in here.filter(email__in=emails).values_list("email", flat=True)
        }
        names = {name for person in people for name in _spellings(person["called"])}
        alike = here.annotate(plain=Lower("called")).filter(Q(called__in=names) | Q(plain__in=names))
        for called, phone, address in alike.values_list("called", "phone", "address"):
            self._here |= set(_keys({"called": called, "email": "", "phone": phone, "address": address}))
        hashes = {members.address_hash(way) for person in people for way in _ways(person)}
        erased = ErasedAddress.objects.filter(address_hash__in=hashes)
        self._erased |= set(erased.values_list("address_hash", flat=True))

    def here(self, keys: list[tuple[str, ...]]) -> bool:
        return any(key in self._here for key in keys)

    def left(self, details: dict[str, Any]) -> bool:
        return any(members.address_hash(way) in self._erased for way in _ways(details))


def _spellings(name: str) -> set[str]:
    return {name, name.casefold(), name.lower(), name.upper(), name.title()}


def _ways(details: dict[str, Any]) -> list[str]:
    return [details[name] for name in ("email", "phone", "address") if details.get(name)]


def _keys(details: dict[str, Any]) -> list[tuple[str, ...]]:
    """By what a person is known again: an email address, or a name with the same phone or address."""
    if details["email"]:
        return [("email", details["email"].lower())]
    name = details["called"].casefold()
    digits = re.sub(r"\D", "", details["phone"])[-10:]
    address = re.sub(r"\W", "", details["address"].casefold())
    return [key for key in (("phone", name, digits), ("address", name, address)) if key[2]]


def _judged(cells: dict[str, str]) -> tuple[dict[str, Any], Text]:
    """What a line says, and a sentence when something is wrong with it."""
    try:
        return _details(cells), ""
    except Unclear as unclear:
        return {
            "called": _names(cells)[0],
            "email": cells.get("email", ""),
            "phone": "",
            "address": "",
        }, str(unclear)


def _details(cells: dict[str, str]) -> dict[str, Any]:
    called, full_name = _names(cells)
    kinds, own_words = _brings(cells.get("brings", ""))
    details: dict[str, Any] = {
        "called": called,
        "full_name": full_name,
        "email": _email(cells.get("email", "")),
        "phone": cells.get("phone", ""),
        "address": cells.get("address", ""),
        "brings": kinds,
        "brings_in_own_words": own_words,
        "interests": cells.get("interests", ""),
        "languages": _parts(cells.get("languages", "")),
        "age_guard": _age(cells.get("age", "")),
        "joined_on": _day(cells.get("joined_on", "")),
    }
    if not called:
        raise Unclear(_("The name is missing."))
    if len(called) > 100 or len(full_name) > 200 or len(details["phone"]) > 40:
        raise Unclear(_("Something here is too long. Look at the name and the phone number."))
    if details["age_guard"] == AgeGuard.UNDER_16:
        raise Unclear(_("Add people under 16 one by one, with their parent or guardian."))
    return details | {"reach_by": _reach_by(cells.get("reach_by", ""), details)}


def _names(cells: dict[str, str]) -> tuple[str, str]:
    called, surname = cells.get("called", ""), cells.get("surname", "")
    full_name = cells.get("full_name", "") or (f"{called} {surname}" if called and surname else "")
    return called or full_name, full_name


def _email(text: str) -> str:
    email = text.lower().removeprefix("mailto:")
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError:
        raise Unclear(_("The email address is not complete. It should look like name@example.org.")) from None
    return email


def _brings(text: str) -> tuple[list[str], str]:
    kinds: list[str] = []
    own_words: list[str] = []
    for part in _parts(text):
        kind = BRINGS.get(_plain(part)) or BRINGS.get(_plain(part).removesuffix("s"))
        (kinds if kind else own_words).append(kind or part)
    order = list(BringsKind.values)
    return sorted(set(kinds), key=order.index), ", ".join(own_words)


def _age(text: str) -> str:
    plain = _plain(text)
    if plain in AGES:
        return AGES[plain]
    if plain.isdecimal() and int(plain) <= 120:
        years = int(plain)
        return AgeGuard.ADULT if years >= 18 else AgeGuard.SIXTEEN if years >= 16 else AgeGuard.UNDER_16
    raise Unclear(_("The age is not clear. Write “18 or over”, “16-17” or “under 16”, or leave it empty."))


def _day(text: str) -> date | None:
    if not text:
        return None
    day = lists.day_of(text)
    if day is None:
        raise Unclear(_("The joining date is not clear. Write it like 2019-05-31 or 31/05/2019."))
    if not date(1900, 1, 1) <= day <= clock.today():
        raise Unclear(_("The joining date must be a day in the past."))
    return day


def _reach_by(text: str, details: dict[str, Any]) -> str:
    ways = {ReachBy.EMAIL.value: "email", ReachBy.PHONE.value: "phone", ReachBy.POST.value: "address"}
    if not text:
        found = next((way for way, name in ways.items() if details[name]), None)
        if found is None:
            raise Unclear(
                _("There is no way to reach this person. Add an email address, a phone number or an address.")
            )
        return found
    chosen = REACH_BY.get(_plain(text))
    if chosen is None:
        raise Unclear(_("How to reach them is not clear. Write “email”, “phone” or “post”."))
    if not details[ways[chosen]]:
        raise Unclear(_("The way to reach this person lacks its address or number."))
    return chosen


def _parts(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in re.split(r"[,;/|\n]| and ", text) if part.strip()))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+|_", " ", text).casefold().split())


def too_old(now: datetime) -> QuerySet[MemberImport]:
    """Lists that wait for longer than they are kept."""
    days = MemberImport.privacy["rows"].keep_days or 0
    waiting = MemberImport.objects.filter(applied_at=None, discarded_at=None)
    return waiting.filter(created_at__lt=now - timedelta(days=days))
