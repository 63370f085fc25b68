"""The desk: what waits, and what is reached by post and phone."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from alongside.config import demonstration
from alongside.desk.views.home import AT_ONCE
from alongside.foundation import actors, clock, mailings, outbox, waiting
from alongside.foundation.models import Centre, Event, Message
from alongside.people import actions as people
from alongside.people.models import Account, Member
from tests import seeds

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _loaded_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with seeds.standing(django_db_blocker, lambda: demonstration.load(small=True)):
        yield


@pytest.fixture
def centre(_loaded_once: None, db: None) -> None:
    """The demonstration as it was loaded, without its crowd; what a test changes is taken back."""


@pytest.fixture
def ayo(client: Client, centre: None) -> Client:
    return as_(client, "ayo@centre.example")


def as_(client: Client, email: str) -> Client:
    client.force_login(Account.objects.get(email=email))
    return client


def call() -> Message:
    return outbox.call(
        to_name="Grace",
        phone="020 7946 0102",
        subject="Session 15",
        text="Ask if Friday suits.",
        by=actors.SYSTEM,
    )


def test_what_was_stopped_for_good_hides_nothing_that_went_wrong(ayo: Client) -> None:
    late, stopped = call(), call()
    Message.objects.filter(pk=late.pk).update(subject="Too late", missed_at=clock.now())
    Message.objects.filter(pk=stopped.pk).update(
        subject="Stopped", missed_at=clock.now(), last_error=mailings.STOPPED
    )
    page = ayo.get(reverse("desk:see_messages")).content.decode()
    assert "What did not go out" in page
    assert "Too late" in page
    assert "Stopped" not in page


def test_ten_calls_take_ten_times_as_long_as_one(ayo: Client) -> None:
    Message.objects.all().delete()
    for _one in range(10):
        call()
    week = ayo.get(reverse("desk:week")).content.decode()
    assert "10 letters and calls" in week
    assert "about 50 minutes" in week


def test_a_call_waits_on_the_desk_until_somebody_made_it(ayo: Client) -> None:
    Message.objects.all().delete()
    message = call()
    assert "1 letter or call" in ayo.get(reverse("desk:home")).content.decode()
    page = ayo.get(reverse("desk:see_messages")).content.decode()
    assert "Grace" in page
    assert "020 7946 0102" in page
    assert "Ask if Friday suits." in ayo.get(reverse("desk:see_message", args=[message.pk])).content.decode()
    ayo.post(reverse("desk:tick_off_message", args=[message.pk]))
    assert "No letter or call is waiting." in ayo.get(reverse("desk:see_messages")).content.decode()
    account = Account.objects.get(email="ayo@centre.example")
    assert Event.objects.get(verb="foundation.message_ticked_off").actor == f"account:{account.pk}"


def test_looking_at_a_tick_off_address_ticks_nothing_off(ayo: Client) -> None:
    message = call()
    assert ayo.get(reverse("desk:tick_off_message", args=[message.pk])).status_code == 405
    assert Message.objects.by_hand().filter(pk=message.pk).exists()


def test_a_member_sees_nobody_elses_calls(client: Client, centre: None) -> None:
    message = call()
    marek = as_(client, "marek@member.example")
    assert marek.get(reverse("desk:see_messages")).status_code == 403
    assert marek.get(reverse("desk:see_message", args=[message.pk])).status_code == 403
    assert "letter or call" not in marek.get(reverse("desk:home")).content.decode()


def test_a_desk_on_which_very_much_waits_is_read_in_pages(ayo: Client) -> None:
    def much(request: object) -> list[waiting.Waiting]:
        return [
            waiting.Waiting(f"Thing {number:02}", "/", due=date(2020, 1, 1)) for number in range(AT_ONCE + 5)
        ]

    waiting.register("tests", much)
    try:
        first, second = (ayo.get(reverse("desk:home"), {"page": page}).content.decode() for page in (1, 2))
    finally:
        del waiting._askers["tests"]
    assert "Thing 00" in first
    assert f"Thing {AT_ONCE + 4}" not in first
    assert f"Thing {AT_ONCE + 4}" in second


def test_an_auditor_reads_the_record_and_changes_nothing(client: Client, centre: None) -> None:
    helen = as_(client, "helen@funder.example")
    newest = "foundation.messages_counted_as_delivered"
    people.correct(Member.objects.get(called="Marek"), called="Marek K", by=actors.SYSTEM)
    page = helen.get(reverse("desk:see_record")).content.decode()
    assert newest in page
    assert "Record put right <bdi>(people.member_corrected)</bdi>" in page, "in words, and as files name it"
    assert helen.post(reverse("desk:change_centre"), {"name": "Mine"}).status_code == 403


def profile(**said: object) -> dict[str, object]:
    """What the form of the centre sends when somebody changes what is named here."""
    row, names = Centre.objects.get(), ("name", "short_name", "help_email", "help_phone", "help_post")
    kept = {name: getattr(row, name) for name in names}
    rest = {"purpose": row.purpose, "languages": ["en"], "ask_limit": "3", "answer_within_days": "20"}
    return kept | rest | said


def test_the_purpose_is_changed_without_code(ayo: Client) -> None:
    ayo.post(reverse("desk:change_centre"), profile(purpose="We listen first."))
    changed = Centre.objects.get()
    assert (changed.purpose, changed.ask_limit, changed.answer_within_days) == ("We listen first.", 3, 20)
    page = ayo.get("/").content.decode()
    assert "We listen first." in page
    assert "العربيّة" not in page, "the centre no longer uses Arabic"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"safeguarding_name": "Dee"}, "Write a phone number or an email address"),
        ({"safeguarding_phone": "020 7946 0111"}, "Write who it is"),
    ],
)
def test_whoever_looks_after_safety_has_a_name_and_can_be_reached(
    ayo: Client, said: dict[str, str], sentence: str
) -> None:
    before = Centre.objects.values().get()
    assert sentence in ayo.post(reverse("desk:change_centre"), profile(**said)).content.decode()
    assert Centre.objects.values().get() == before


@pytest.mark.parametrize("count", [1, 10, 100])
def test_the_list_of_letters_asks_the_same_number_of_questions(
    ayo: Client, count: int, django_assert_max_num_queries: object
) -> None:
    for _n in range(count):
        call()
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        ayo.get(reverse("desk:see_messages"))


def test_every_page_says_whom_to_talk_to_when_somebody_is_not_safe(client: Client, centre: None) -> None:
    for path in ("/", "/join/name/", "/communities/"):
        assert "020 7946 0001" in client.get(path).content.decode()


def test_nobody_reads_an_email_that_is_not_theirs(ayo: Client) -> None:
    code = outbox.email(to="a@example.org", subject="Your code", text="The code is KXRT", by=actors.SYSTEM)
    assert ayo.get(reverse("desk:see_message", args=[code.pk])).status_code == 404
    assert "KXRT" not in ayo.get(reverse("desk:see_messages")).content.decode()
