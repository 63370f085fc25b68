"""Who stopped it after a sending was begun is not written to; nor is an address that is kept out."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors, outbox
from alongside.foundation.models import Message
from alongside.foundation.sending import To, Version
from alongside.outreach import actions as outreach
from alongside.outreach.models import Subscriber, SuppressionReason
from alongside.outreach.queries import still
from tests.outreach.conftest import Listed

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers(listed: Listed) -> list[Subscriber]:
    """Three on the list, each waiting in a sending that has begun."""
    people = [listed(f"{name}@example.org") for name in ("ann", "bea", "cem")]
    Message.objects.all().delete()
    mailing = outbox.start_mailing(
        name="Issue 1", about=None, versions={"en": Version("Hello", "Hello", "", "en")}, list_id="news.example.org",
        by=actors.SYSTEM, not_before=None,
    )  # fmt: skip
    rows = [To(one.email, "", "en", {}, still.key_of(one)) for one in people]
    outbox.add_recipients(mailing, rows, by=actors.SYSTEM)
    outbox.close_list(mailing, by=actors.SYSTEM)
    return people


def test_a_stop_after_queuing_counts(readers: list[Subscriber]) -> None:
    outreach.unsubscribe(readers[0], by=actors.VISITOR)
    outreach.suppress("bea@example.org", reason=SuppressionReason.BOUNCED, by=actors.SYSTEM)
    while outbox.deliver_due("worker"):
        pass
    assert [message.to for message in mail.outbox] == [["cem@example.org"]]


def test_a_batch_is_asked_about_at_once(readers: list[Subscriber]) -> None:
    messages = list(Message.objects.all())
    with CaptureQueriesContext(connection) as queries:
        assert still.kept_back(messages) == {}
    assert len(queries) <= 3


def test_an_answer_to_one_person_still_reaches_them(readers: list[Subscriber]) -> None:
    outreach.suppress("ann@example.org", reason=SuppressionReason.BOUNCED, by=actors.SYSTEM)
    alone = outbox.email(to="ann@example.org", subject="Your code", text="123", by=actors.SYSTEM)
    assert still.kept_back([alone]) == {}
