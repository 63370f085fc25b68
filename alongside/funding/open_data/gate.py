"""What may not leave: a file with one refusal is not published. Each names the award and the field, and what to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .grants import Funder, Grant

MOST_TITLE = 140
EMAIL = re.compile(r"[^\s@]+\s*(@|\(at\)|\[at\])\s*[^\s@]+\.[^\s@]+", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w£€$.,])(?:\+|00|\(?0)[\d\s()./\-]{8,}\d(?![\w])")
POSTCODE = re.compile(r"\b(?:GIR\s?0AA|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b", re.IGNORECASE)
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]*")
CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class Refusal:
    """Why a file is not published: the award, the field as the standard calls it, and a sentence."""

    reference: str
    field: str
    sentence: str | Promise


def refusals(grants: Iterable[Grant], funder: Funder, *, today: date) -> list[Refusal]:
    """Everything that keeps these grants from being published; empty when they may go. Digits of any script count."""
    listed = list(grants)
    found = [*_of_funder(funder), *_twice(listed)]
    for grant in listed:
        found += [*_words(grant), *_sums_and_days(grant, today), *_recipient(grant)]
    return found


def _of_funder(funder: Funder) -> Iterator[Refusal]:
    if not funder.prefix.startswith("360G-") or not ID.fullmatch(funder.prefix):
        yield Refusal("", "id", _("The prefix of the centre is missing or wrong. Write it on this page."))
    if not ID.fullmatch(funder.organisation_id):
        yield Refusal("", "fundingOrganization/id", _("The identifier of the centre is missing or wrong."))


def _twice(grants: list[Grant]) -> Iterator[Refusal]:
    counts = Counter(grant.reference for grant in grants)
    for reference, count in counts.items():
        if count > 1:
            yield Refusal(reference, "id", _("Two awards have this reference."))
        if not ID.fullmatch(reference):
            yield Refusal(reference, "id", _("The reference has signs that an identifier may not have."))


def _plain(text: str) -> str:
    """Digits of every script as 0 to 9, and no signs without width, so that nothing hides a number."""
    signs = (str(int(sign)) if sign.isdecimal() else sign for sign in text)
    return re.sub(r"[\u200b-\u200f\u2060\ufeff\u061c\u00ad]", "", "".join(signs))


def _words(grant: Grant) -> Iterator[Refusal]:
    if not grant.title.strip() or len(grant.title) > MOST_TITLE:
        yield Refusal(grant.reference, "title", _("A title has 1 to 140 letters."))
    if not grant.description.strip():
        yield Refusal(grant.reference, "description", _("The description is missing."))
    elif grant.title.strip().casefold() == grant.description.strip().casefold():
        yield Refusal(grant.reference, "description", _("The description only repeats the title."))
    texts = {
        "title": grant.title, "description": grant.description, "recipientOrganization/name": grant.recipient.name,
        "grantProgramme/title": grant.programme_title,
    }  # fmt: skip
    for field, text in texts.items():
        plain = _plain(text)
        if EMAIL.search(plain):
            yield Refusal(
                grant.reference, field, _("There is something like an email address in it. Take it out.")
            )
        if PHONE.search(plain):
            yield Refusal(
                grant.reference, field, _("There is something like a phone number in it. Take it out.")
            )
        if grant.recipient.is_person and POSTCODE.search(plain):
            yield Refusal(grant.reference, field, _("There is something like a postcode in it. Take it out."))


def _sums_and_days(grant: Grant, today: date) -> Iterator[Refusal]:
    if grant.awarded_pence <= 0:
        yield Refusal(grant.reference, "amountAwarded", _("The sum is zero."))
    if not 0 <= grant.paid_pence <= grant.awarded_pence:
        yield Refusal(grant.reference, "amountDisbursed", _("More was paid than awarded. Look at its books."))
    if not CODE.fullmatch(grant.currency):
        yield Refusal(grant.reference, "currency", _("The currency is no code of three letters."))
    if grant.awarded_on > today:
        yield Refusal(grant.reference, "awardDate", _("The day of the award is in the future."))
    for field, event in (("plannedDates", grant.planned), ("actualDates", grant.actual)):
        if event and event.ends_on < event.starts_on:
            yield Refusal(grant.reference, field, _("The last day comes before the first day."))


def _recipient(grant: Grant) -> Iterator[Refusal]:
    if grant.recipient.is_person:
        if grant.recipient.name:
            yield Refusal(grant.reference, "recipientIndividual/name", _("A person is never named."))
        yield from _days_of_a_person(grant)
        return
    if not grant.recipient.name.strip():
        yield Refusal(grant.reference, "recipientOrganization/name", _("Who gets the money has no name."))
    if not ID.fullmatch(grant.recipient.key):
        yield Refusal(
            grant.reference, "recipientOrganization/id", _("The identifier has signs it may not have.")
        )


def _days_of_a_person(grant: Grant) -> Iterator[Refusal]:
    """Exact days lead from a person's award to the project that began or ended on them."""
    if grant.awarded_on.day != 1:
        yield Refusal(
            grant.reference, "awardDate", _("For a person only the month may be known. Write its first day.")
        )
    days = {"plannedDates": grant.planned, "actualDates": grant.actual, "dateModified": grant.modified}
    for field, exact in days.items():
        if exact:
            yield Refusal(grant.reference, field, _("For a person these days are left out."))
