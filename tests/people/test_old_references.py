"""Once two entries are one person, the reference of the old one leads to them wherever somebody types or scans it."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.conversations.queries import ballots
from alongside.documents.forms.fields import MemberField as OfDocuments
from alongside.foundation import actors, clock
from alongside.funding.forms.bids import InviteForm
from alongside.gatherings import actions as gatherings
from alongside.gatherings.forms.people import MemberField as OfSessions
from alongside.gatherings.models import Coming, Session
from alongside.gatherings.queries import paper, registrations
from alongside.learning.forms.fields import MemberField as OfLearning
from alongside.opportunities.models import Opportunity
from alongside.opportunities.queries import people as offers
from alongside.outreach import emails_digest
from alongside.outreach.queries import digests, finding
from alongside.payments.forms.finance import FindForm
from alongside.people import actions as people
from alongside.people.forms.rights_requests import NoteRightForm
from alongside.people.forms.translating import AskTranslatorForm
from alongside.people.models import Member, Mode
from alongside.people.queries import listing, members
from alongside.projects.forms.outcomes import MemberField as OfOutcomes
from alongside.projects.forms.projects import MemberField as OfProjects
from alongside.projects.forms.projects import ReferenceField
from alongside.story.forms import SomebodyField
from tests.furniture import Browser, Make

BY = actors.SYSTEM


def merge(keep: Member, gone: Member) -> None:
    told = people.Told(Mode.PHONE, clock.today(), read_back_and_agreed=True)
    people.merge_members(keep, gone, reason="She says so.", told=told, by=BY)


def typed(form: type[Any], name: str) -> Callable[[str], Any]:
    """What a form makes of a reference in one of its fields."""

    def cleaned(reference: str) -> Any:
        asked = form({name: reference})
        asked.is_valid()
        return asked.cleaned_data.get(name)

    return cleaned


ENTRANCES: dict[str, Callable[[str], Any]] = {
    "list of members": lambda typed: listing.find(words=typed).get(),
    "any name": lambda typed: members.named(typed)[0],
    "ballot on paper": lambda typed: ballots.find_people(typed)[0],
    "form on paper": lambda typed: paper.find_people(Session(), typed, everybody=False)[0],
    "somebody for a session": lambda typed: registrations.find_members(typed, everybody=False)[0],
    "helper of a session": OfSessions(label="Who").clean,
    "team of a project": OfProjects(label="Who").clean,
    "whom a project asks": ReferenceField(label="Who").clean,
    "who told an outcome": OfOutcomes(label="Who").clean,
    "learning": OfLearning(label="Who").clean,
    "documents": OfDocuments(label="Who").clean,
    "who signs an edition off": SomebodyField(label="Who").clean,
    "subscriber by phone": finding.member_named,
    "invitation to a bid": typed(InviteForm, "who"),
    "payments": typed(FindForm, "reference"),
    "request about data": typed(NoteRightForm, "reference"),
    "translator": typed(AskTranslatorForm, "who"),
    "invitation to an opportunity": lambda typed: offers.for_inviting(Opportunity(pk=0), words=typed).get(),
}  # fmt: skip


@pytest.mark.parametrize("entrance", sorted(ENTRANCES))
def test_an_old_reference_leads_to_who_stands_now(entrance: str, make: Make) -> None:
    first, second, keep = make("Anne"), make("Annie"), make("Ann")
    merge(second, first)
    merge(keep, second)
    make("Bea")
    for old in (first.reference, second.reference, second.reference.replace("-", "").lower()):
        assert ENTRANCES[entrance](old) == keep, entrance


def test_an_address_with_an_old_reference_opens_their_page(
    make: Make, coordinator: Member, browser_of: Browser
) -> None:
    old, keep, browser = make("Annie"), make("Ann"), browser_of(coordinator)
    merge(keep, old)
    for name in (
        "people:show_member", "people:print_card", "payments:their_payments", "outreach:record_round_up",
    ):  # fmt: skip
        page = browser.get(reverse(name, args=[old.reference]))
        assert (page.status_code, page.context["member"]) == (200, keep), name


def test_a_reference_of_nobody_keeps_what_was_typed(coordinator: Member, browser_of: Browser) -> None:
    sent = {"reference": "ZZZZ-ZZZZ", "right": "copy", "words": "All of it, please.", "mode": "phone"}
    page = browser_of(coordinator).post(reverse("people:note_right"), sent).content.decode()
    assert "We found nobody with this reference." in page
    assert "All of it, please." in page


def test_the_link_in_an_old_round_up_stops_it(make: Make) -> None:
    old, keep = make("Annie"), make("Ann")
    link = emails_digest.stop_url(old)
    merge(keep, old)
    assert Client().post(link).status_code == 200
    assert not digests.wants_one(keep)


@pytest.mark.parametrize("both_registered", [False, True], ids=["one place", "two places"])
def test_a_card_of_the_old_entry_checks_the_person_in_once(make: Make, both_registered: bool) -> None:
    session = a_session()
    old, keep = make("Annie"), make("Ann")
    rows = [
        gatherings.register(session, one, coming=Coming.IN_PERSON, by=BY)
        for one in ([old, keep] if both_registered else [old])
    ]
    merge(keep, old)
    row = session.registrations.standing().get()
    assert row.member == keep
    for word in (old.reference, keep.reference, rows[0].code, rows[-1].code):
        assert registrations.on_the_list(session, word) == row, word
    for code in (rows[0].code, rows[-1].code):
        assert registrations.by_code(code) == row


def a_session() -> Session:
    series = gatherings.add_series(name="Sessions", slug="sessions", by=BY)
    starts_at = clock.now() + timedelta(weeks=6)
    draft = gatherings.draft_session(
        series, title="Care at home", purpose="To plan care.", meeting="in_person", starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=90), strands=["learning"], places_in_person=20, venue="Room 1",
        address="1 High Street, London", by=BY,
    )  # fmt: skip
    return gatherings.announce(draft, by=BY)


def test_people_are_looked_up_by_reference_in_one_place() -> None:
    house = Path(people.__file__).parents[2]
    lookup = re.compile(r"Member\.objects[^\n]*[(, ]reference=")
    elsewhere = {
        str(file.relative_to(house)) for file in house.rglob("*.py") if lookup.search(file.read_text())
    }
    assert elsewhere == {
        "people/actions/many.py",  # whether a reference is free
        "people/views/merging.py",  # both entries are compared while both are there
    }
