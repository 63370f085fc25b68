"""The demonstration lives through fourteen sessions by the actions alone, and nobody is written to about them."""

from datetime import date

from django.test import Client
from django.urls import reverse

from alongside.config.demonstration import reading
from alongside.conversations.models import Conversation, Decision, Theme
from alongside.foundation import actors, figures, retention
from alongside.foundation.models import Message
from alongside.gatherings.models import Registration, Session, SessionQuote
from alongside.learning.models import DesignChange
from alongside.opportunities.models import Opportunity
from alongside.outreach.models import ReachFile, Reading
from alongside.payments.models import Payment
from alongside.payments.queries import finance, till
from alongside.people import actions as people
from alongside.story.models import Quote


def test_fourteen_sessions_took_place_and_one_is_to_come(loaded: None) -> None:
    delivered = Session.objects.delivered()
    assert list(delivered.order_by("number").values_list("number", flat=True)) == list(range(1, 15))
    assert delivered.filter(completed_at=None).count() == 0
    assert [session.number for session in Session.objects.coming_up()] == [15]
    assert figures.read(["gatherings.sessions_delivered"])["gatherings.sessions_delivered"].value == 14
    assert Opportunity.objects.published().still_open().count() == 2


def test_nobody_was_written_to_and_what_waits_is_for_the_hands_of_staff(loaded: None) -> None:
    assert Registration.objects.exists(), "somebody came, so that there was something to write"
    assert Message.objects.due().count() == 0
    waiting = Message.objects.by_hand().order_by("channel").values_list("channel", "to_name", "subject")
    assert [tuple(row) for row in waiting] == [
        ("call", "Grace", "Tell us how to pay you"), ("letter", "Albert", "Tell us how to pay you"),
    ]  # fmt: skip


def test_nothing_is_kept_longer_than_promised_from_the_first_day(loaded: None) -> None:
    assert retention.overdue() == {}


def test_each_step_of_paying_has_something_to_be_done_to(loaded: None) -> None:
    assert {name: heap.count for name, heap in till.heaps().items()} == {
        "payments": 1, "claims": 2, "bookings": 1,
    }  # fmt: skip
    assert [member.called for member in finance.waiting_for_details()] == ["Albert", "Grace"]
    assert (till.ready()["lines"], till.ready()["earnings"]) == (
        1,
        Payment.objects.get(member__called="Marek").pence,
    )


def test_the_quotes_of_the_leaflet_are_words_from_sessions_while_their_consent_lives(
    loaded: None, client: Client
) -> None:
    words = SessionQuote.objects.get(text__startswith="Opened my mind")
    assert Quote.objects.get(consent=words.consent).about == f"Session {words.session.number}"
    pages = [reverse("gatherings:session", args=[words.session_id]), reverse("story:live")]
    assert all(words.text in client.get(page).content.decode() for page in pages)
    people.withdraw_consent(words.consent, by=actors.SYSTEM)
    assert not any(words.text in client.get(page).content.decode() for page in pages)


def test_the_principles_were_asked_for_written_together_decided_and_signed(
    loaded: None, client: Client
) -> None:
    read = figures.read(
        ["documents.principles.clauses", "documents.principles.signers", "conversations.held"]
    )
    assert {name: figure.value for name, figure in read.items()} == {
        "documents.principles.clauses": 8, "documents.principles.signers": 4, "conversations.held": 2,
    }  # fmt: skip
    asked = Conversation.objects.get(title="What should we hold to?")
    assert Theme.objects.filter(answered_at=None).count() == 0
    assert Decision.objects.get(conversation__isnull=False).conversation == asked
    text = client.get(reverse("documents:text", args=["principles-to-live-by"])).content.decode()
    assert "We offer to pay people for their time" in text, "what Grace suggested by the text was taken up"


def test_what_was_learnt_changed_something_and_became_a_training(loaded: None) -> None:
    wanted = {
        "learning.items": 5, "learning.items.did_not": 3, "learning.training.modules": 3,
        "learning.training.deliveries": 2,
    }  # fmt: skip
    assert {name: figure.value for name, figure in figures.read(list(wanted)).items()} == wanted
    verdicts = DesignChange.objects.order_by("pk").values_list("verdict", flat=True)
    assert list(verdicts) == ["adopted", "adopted", "adapted", "declined"]


def test_more_than_700_followers_and_a_reach_of_19_thousand_come_out_of_rows(loaded: None) -> None:
    read = figures.read(["outreach.followers_gained", "outreach.reach"])
    gained, reached = read.values()
    assert [str(gained.words), str(reached.words)] == ["over 700", "19K"]
    twitter, *others = reading.yaml_file("outreach.yaml")["channels"]
    days = twitter["readings"]["followers"]["counted"]
    assert gained.value == days[date(2018, 5, 4)] - days[date(2017, 11, 6)] == 713
    rows = [row for told in (twitter, *others) for row in told["readings"].get("reach", {}).get("over", [])]
    assert reached.value == sum(row["value"] for row in rows if row["since"] < date(2018, 5, 6)) == 19_330


def test_the_page_of_reach_opens_to_the_rows_that_it_adds(loaded: None, client: Client) -> None:
    reached = figures.read(["outreach.reach"])["outreach.reach"]
    page = client.get(reached.source[0].url or "").content.decode()
    assert "exactly 19,330" in page
    assert "different ways" in page
    assert "5,210" not in page
    assert client.get("/reach/").status_code == 200


def test_the_second_file_of_the_platform_revised_days_of_the_first(loaded: None) -> None:
    first, second = ReachFile.objects.order_by("pk")
    assert first.outcome["counts"]["new"] == 62
    assert second.outcome["counts"]["changed"] >= 3
    assert first.outcome["problems"] == second.outcome["problems"] == []
    assert Reading.objects.exclude(ended_at=None).count() == second.outcome["counts"]["changed"]


def test_newsletters_went_to_those_who_agreed_by_then_and_none_was_sent(loaded: None) -> None:
    sent = figures.read(["outreach.newsletters_sent", "outreach.recipients"])
    assert sent["outreach.newsletters_sent"].value == 2
    assert (sent["outreach.recipients"].value or 0) > 40  # 40 copies at a library, and readers by every way
