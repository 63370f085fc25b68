"""Promise: a session leads to what was written because of it, and the text leads back to the session."""

from datetime import timedelta
from typing import Any

from django.test import Client

from alongside.documents import actions as documents
from alongside.documents.models import Clause
from alongside.documents.queries import provenance
from alongside.foundation import actors, clock, sources
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Minutes, Session
from tests.gatherings.conftest import Plan, in_weeks
from tests.gatherings.helpers import Make, text_of

BY = actors.SYSTEM


def test_a_clause_and_its_session_lead_to_each_other(plan: Plan, client: Client) -> None:
    starts_at = in_weeks(-2)
    session = gatherings.announce(
        plan(starts_at=starts_at, ends_at=starts_at + timedelta(hours=1)), in_the_past=True, by=BY
    )
    page = f"/sessions/{session.pk}/"
    assert "What was written because of it" not in text_of(client, page)
    document = documents.start_document(kind="principles", title="Principles", text="We listen.", by=BY)
    documents.open_document(document, by=BY)
    clause = Clause.objects.get()
    documents.add_source(clause, kind="session", key=str(session.pk), by=BY)

    assert f"/texts/principles/clauses/{clause.pk}/" in text_of(client, page)
    steps = [step for step in provenance.came_from(clause) if step.url == page]
    assert [step.label for step in steps] == ["Session 1: Care at home"]
    assert "Session 1: Care at home</bdi></a>" in text_of(client, f"/texts/principles/clauses/{clause.pk}/")


def test_sessions_are_found_by_number_and_by_title_and_drafts_are_not(plan: Plan, session: Session) -> None:
    draft = plan("Care at home, a draft")
    kind = sources.kind("session")
    assert kind is not None
    for words in ("1", "care AT", ""):
        assert [thing.key for thing in kind.find(words)] == [str(session.pk)]
    assert kind.find("2") == kind.find("nothing") == []
    assert list(kind.read([str(session.pk), str(draft.pk), "x"])) == [str(session.pk)]


def test_a_decision_in_minutes_and_its_clause_lead_to_each_other(
    plan: Plan, make: Make, client: Client
) -> None:
    session = gatherings.announce(plan(starts_at=in_weeks(-2)), in_the_past=True, by=BY)
    gatherings.deliver(session, by=BY)
    will = make("Willow")
    item = gatherings.add_item(
        session, kind="decision", words="Willow’s idea: breaks every hour.", owner=will, by=BY
    )
    gatherings.add_item(session, kind="action", words="Breaks are put in the plan.", owner=will, by=BY)
    kind = sources.kind("minuted")
    assert kind is not None
    assert kind.find("breaks") == [], "minutes that are not agreed are not for everybody"
    gatherings.open_minutes(gatherings.write_minutes(session, text="We met.", by=BY), by=BY)
    with clock.at(clock.now() + timedelta(days=60)):
        gatherings.agree_minutes(Minutes.objects.get(), by=BY)
        (thing,) = kind.find("breaks")
        assert thing.label == "Session 1: A member’s idea: breaks every hour."
        assert kind.find("Willow") == [], "a name that may not stand there finds nothing"
        document = documents.start_document(kind="principles", title="Principles", text="We rest.", by=BY)
        documents.open_document(document, by=BY)
        clause = Clause.objects.get()
        documents.add_source(clause, kind="minuted", key=str(item.pk), by=BY)
        here, there = f"/sessions/{session.pk}/minutes/", f"/texts/principles/clauses/{clause.pk}/"
        assert there in text_of(client, here)
        assert here in text_of(client, there)
        assert "Willow" not in text_of(client, there)


def test_many_decisions_in_minutes_are_read_in_as_many_queries_as_one(
    plan: Plan, make: Make, django_assert_num_queries: Any
) -> None:
    keys = []
    for weeks in (2, 4, 6):
        owner = make(f"M{weeks}")
        session = gatherings.announce(plan(starts_at=in_weeks(-weeks)), in_the_past=True, by=BY)
        keys += [
            str(gatherings.add_item(session, kind="decision", words=f"Decision {at}.", owner=owner, by=BY).pk)
            for at in range(3)
        ]
        now = clock.now()
        Minutes.objects.create(
            session=session, opened_at=now, open_until=now + timedelta(days=1), agreed_at=now
        )
    kind = sources.kind("minuted")
    assert kind is not None
    for wanted in (keys[:1], keys):
        with django_assert_num_queries(3):
            assert sorted(kind.read(wanted)) == sorted(wanted)
