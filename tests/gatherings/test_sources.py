"""Promise: a session leads to what was written because of it, and the text leads back to the session."""

from datetime import timedelta

from django.test import Client

from alongside.documents import actions as documents
from alongside.documents.models import Clause
from alongside.documents.queries import provenance
from alongside.foundation import actors, sources
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Session
from tests.gatherings.conftest import Plan, in_weeks
from tests.gatherings.helpers import text_of

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
