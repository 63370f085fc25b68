"""Several press at once: an issue goes out once, as it was approved, and without words that were taken back."""

from functools import partial
from pathlib import Path

import pytest

from alongside.foundation import record
from alongside.foundation.actors import Actor
from alongside.foundation.models import Mailing, Message
from alongside.gatherings.models import SessionQuote
from alongside.outreach.actions import issue_sending, issues
from alongside.people import actions as people
from tests.payments.helpers import all_at_once, on_disk

from .conftest import Listed
from .test_issue_words import WORDS, quote, session
from .writing import BY, issue_of, pulled, write

__all__ = ["quote", "session"]

ANOTHER = Actor("account:998")


@pytest.mark.django_db(transaction=True)
def test_two_who_send_while_one_writes_and_one_takes_words_back(
    listed: Listed, quote: SessionQuote, tmp_path: Path
) -> None:
    listed("ann@example.org")
    listed(called="Rose", way="post", address="1 Mill Lane")
    issue = issue_of()
    pulled(issue, "quote", quote.pk)
    issue.refresh_from_db()
    issues.approve_issue(issue, by=ANOTHER)
    send = partial(issue_sending.send_issue, issue)
    with on_disk(tmp_path):
        _done, failed = all_at_once(
            [
                partial(send, by=BY), partial(send, by=ANOTHER), partial(write, issue, intro="Other words"),
                partial(people.withdraw_consent, quote.consent, by=BY),
            ]
        )  # fmt: skip
        issue.refresh_from_db()
        assert {type(one) for one in failed} <= {issues.AlreadySent, issues.CannotChangeIssue}
        if issue.started_at is None:
            assert [str(one) for one in failed] == [NOT_AS_IT_IS] * 2, "the writer came first"
            assert not Mailing.objects.filter(issue=issue).exists()
            return
        assert sorted(str(one) for one in failed) == [SENT] * 2, (
            "one sends; another sender and the writer are told"
        )
        copies = Message.objects.filter(mailing=issue.mailing) | Message.objects.filter(
            hand_copy__issue=issue
        )
        assert sorted(copies.values_list("to", flat=True)) == ["1 Mill Lane", "ann@example.org"]
        written = [*copies.values_list("text", flat=True), str(issue.mailing and issue.mailing.versions)]
        assert not any(WORDS in words or "Other words" in words for words in written)
        assert record.is_whole()


NOT_AS_IT_IS = "Nobody has approved this newsletter as it is now."
SENT = "It is being sent already. Nobody gets it twice, and its words stay as they are."
