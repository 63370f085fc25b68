"""Webhooks: written with the change, signed, sent with patience, public data only, and never into a private network."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jsonschema
import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.utils import timezone

from alongside.config.api import api
from alongside.conversations import actions as conversations
from alongside.desk import actions as desk
from alongside.desk.actions.webhooks import AGAIN_AFTER
from alongside.desk.models import Delivery, Webhook
from alongside.foundation import actors, clock
from alongside.foundation.models import Event
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Session
from alongside.people.models import Member
from tests.furniture import browser_of, coordinator, make, our_centre, without_staff_passkeys

__all__ = ["browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]

pytestmark = pytest.mark.django_db
BY = actors.SYSTEM
ALL = ["session.published", "session.changed", "session.cancelled", "session.completed", "decision.recorded"]


class Site(BaseHTTPRequestHandler):
    """Keeps what it is told, and answers with the status that the test wants."""

    told: list[tuple[dict[str, str], bytes]]
    answer = 204

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).told.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(type(self).answer)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def site(settings: Any) -> Iterator[tuple[str, type[Site]]]:
    """An address beside the tests."""
    settings.FETCHING_MAY_REACH_LOOPBACK = True
    kind = type("SiteOfThisTest", (Site,), {"told": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        running.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/hook", kind
        finally:
            server.shutdown()
            running.join()


def draft() -> Session:
    series = gatherings.add_series(name="Co-production sessions", slug="co-production", by=BY)
    begins = timezone.localtime(clock.now()) + timedelta(weeks=6)
    return gatherings.draft_session(
        series, title="Care at home", purpose="To plan.", meeting="hybrid", starts_at=begins,
        ends_at=begins + timedelta(hours=2), strands=["learning"], venue="Room 1", address="1 High Street",
        online_link="https://meet.example/secret", by=BY,
    )  # fmt: skip


def events() -> list[str]:
    return list(Delivery.objects.order_by("created_at", "pk").values_list("event", flat=True))


def check(webhook: Webhook, headers: dict[str, str], body: bytes) -> list[bool]:
    """Whether each signature is right, worked out as a receiver does it: from the secret that they were given."""
    secret = base64.b64decode(desk.secret_of(webhook).removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    return [one == f"v1,{wanted}" for one in headers["webhook-signature"].split(" ")]


def test_what_happens_to_a_session_is_told_signed_and_as_everybody_may_read_it(
    our_centre: Any, site: tuple[str, type[Site]]
) -> None:
    url, kind = site
    hook = desk.add_webhook(name="Site", url=url, events=ALL, by=BY)
    session = draft()
    gatherings.change_session(session, title="Care", by=BY)
    assert events() == [], "nobody hears of a draft"
    gatherings.announce(session, by=BY)
    gatherings.change_session(session, title="Care where people live", by=BY)
    gatherings.cancel(session, because="Snow", by=BY)
    assert (events(), kind.told) == (["session.published", "session.changed", "session.cancelled"], [])
    assert desk.send_due() == 3
    told = [json.loads(body) for _headers, body in kind.told]
    assert [(one["type"], one["data"]["state"]) for one in told] == [
        ("session.published", "announced"), ("session.changed", "announced"), ("session.cancelled", "cancelled"),
    ]  # fmt: skip
    assert told[1]["data"]["title"] == "Care where people live"
    assert "meet.example" not in str(told)
    schema = api.described()
    for one in told:
        jsonschema.validate(
            one["data"], {"$ref": "#/components/schemas/Session", "components": schema["components"]}
        )
    assert [check(hook, *one) for one in kind.told] == [[True]] * 3
    assert not check(hook, kind.told[0][0], kind.told[0][1] + b" ")[0], "a changed body is seen"
    assert len({headers["webhook-id"] for headers, _body in kind.told}) == 3


def test_decisions_are_told_without_small_counts(our_centre: Any) -> None:
    desk.add_webhook(name="Site", url="https://site.example/", events=["decision.recorded"], by=BY)
    conversations.note_decision(
        question="What first?", method="agreed", options=["A", "B"], decided_by={"carer": 3, "staff": 9},
        rung="co_design", outcome="A first.", decided_on=clock.today(),
        review_on=clock.today() + timedelta(days=90), by=BY,
    )  # fmt: skip
    said = json.loads(Delivery.objects.get().body)
    assert said["type"] == "decision.recorded"
    assert said["data"]["decided_by"] == [{"role": "carer", "count": None}, {"role": "staff", "count": None}]


def test_a_change_that_is_undone_is_told_to_nobody(our_centre: Any) -> None:
    desk.add_webhook(name="Site", url="https://site.example/", events=ALL, by=BY)
    session = draft()
    with transaction.atomic():
        gatherings.announce(session, by=BY)
        assert events() == ["session.published"]
        transaction.set_rollback(True)
    assert events() == []


def test_who_does_not_want_to_hear_is_not_told(our_centre: Any) -> None:
    desk.add_webhook(name="Site", url="https://site.example/", events=["session.cancelled"], by=BY)
    gatherings.announce(draft(), by=BY)
    assert events() == []


def test_an_address_that_fails_is_tried_later_and_later_and_then_stopped_with_a_note(
    our_centre: Any, site: tuple[str, type[Site]], coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    url, kind = site
    kind.answer = 500
    hook = desk.add_webhook(name="Site", url=url, events=ALL, by=BY)
    desk.send_test(hook, by=BY)
    now = clock.now()
    for tried, wait in enumerate(AGAIN_AFTER, 1):
        with clock.at(now):
            assert (desk.send_due(), desk.send_due()) == (0, 0), "not again before its time"
        assert len(kind.told) == tried
        row = Delivery.objects.get()
        assert (row.attempts, row.status, row.next_at - now) == (tried, 500, wait)
        now = row.next_at
    with clock.at(now):
        desk.send_due()
        desk.send_test(hook, by=BY)
        assert desk.send_due() == 0
    hook.refresh_from_db()
    assert hook.stopped_at is not None
    assert Event.objects.filter(verb="desk.webhook_stopped").count() == 1
    assert len({(headers["webhook-id"], body) for headers, body in kind.told}) == 1, "always the same telling"
    browser = browser_of(coordinator)
    assert "A webhook was stopped" in browser.get("/desk/week/").content.decode()
    for pressed in ("test", f"{Delivery.objects.get(given_up_at=None).pk}/again"):
        said = browser.post(f"/desk/webhooks/{hook.pk}/{pressed}/", follow=True).content.decode()
        assert "It waits. It goes out when you start this webhook again." in said
    assert desk.send_due() == 0
    kind.answer = 200
    browser.post(f"/desk/webhooks/{hook.pk}/start/")
    assert desk.send_due() == 2, "what waited meanwhile goes out; what was given up does not"
    given_up = Delivery.objects.exclude(given_up_at=None).get()
    browser.post(f"/desk/webhooks/{hook.pk}/{given_up.pk}/again/")
    assert desk.send_due() == 1


@pytest.mark.parametrize(("answer", "stopped"), [(302, False), (404, False), (410, True)])
def test_a_redirect_is_not_followed_and_gone_is_believed(
    our_centre: Any, site: tuple[str, type[Site]], answer: int, stopped: bool
) -> None:
    url, kind = site
    kind.answer = answer
    hook = desk.add_webhook(name="Site", url=url, events=ALL, by=BY)
    desk.send_test(hook, by=BY)
    assert (desk.send_due(), len(kind.told)) == (0, 1)
    hook.refresh_from_db()
    assert (hook.stopped_at is not None) == stopped


def test_one_silent_address_does_not_hold_up_the_others(
    our_centre: Any, site: tuple[str, type[Site]]
) -> None:
    url, kind = site
    for name, address in (("Nobody", "http://127.0.0.1:9/"), ("Site", url)):
        hook = desk.add_webhook(name=name, url=address, events=ALL, by=BY)
        desk.send_test(hook, by=BY)
        desk.send_test(hook, by=BY)
    assert desk.send_due() == 2
    assert len(kind.told) == 2
    assert "does not answer" in Delivery.objects.exclude(problem="").get().problem


def test_two_workers_never_send_one_telling_at_once(our_centre: Any, site: tuple[str, type[Site]]) -> None:
    url, _kind = site
    desk.send_test(desk.add_webhook(name="Site", url=url, events=ALL, by=BY), by=BY)
    first, second = (Delivery.objects.due(clock.now()).get() for _worker in range(2))
    from alongside.desk.actions import webhooks

    assert (webhooks._claim(first), webhooks._claim(second)) == (True, False)


def test_a_new_secret_signs_beside_the_one_before_for_a_day(
    our_centre: Any, site: tuple[str, type[Site]]
) -> None:
    url, kind = site
    hook = desk.add_webhook(name="Site", url=url, events=ALL, by=BY)
    before = desk.secret_of(hook)
    desk.new_secret(hook, by=BY)
    assert desk.secret_of(hook) != before
    desk.send_test(hook, by=BY)
    desk.send_due()
    assert check(hook, *kind.told[0]) == [True, False]
    with clock.at(clock.now() + timedelta(hours=25)):
        desk.send_test(hook, by=BY)
        desk.send_due()
    assert check(hook, *kind.told[1]) == [True]


def test_no_row_holds_a_secret(our_centre: Any) -> None:
    hook = desk.add_webhook(name="Site", url="https://site.example/", events=ALL, by=BY)
    secret = desk.secret_of(hook).removeprefix("whsec_")
    rows = [str(vars(row)) for row in (*Webhook.objects.all(), *Event.objects.all())]
    assert [row for row in rows if secret in row] == []


@pytest.mark.parametrize(
    "url",
    ["http://site.example/", "https://127.0.0.1/", "https://10.0.0.1/", "https://site.example:8443/", "https://localhost/",
     "https://who:what@site.example/", "ftp://site.example/", "site.example", "https://site.example/a b"],
)  # fmt: skip
def test_an_address_that_should_not_be_told_is_refused(our_centre: Any, url: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        desk.add_webhook(name="", url=url, events=["everything"], by=BY)
    assert set(refusal.value.message_dict) == {"name", "url", "events"}


def test_a_name_that_leads_into_a_private_network_is_not_told(
    our_centre: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alongside.foundation.fetching import asking

    monkeypatch.setattr(asking, "_look_up", lambda host, port: ["10.0.0.7"])
    desk.send_test(desk.add_webhook(name="In", url="https://in.example/", events=ALL, by=BY), by=BY)
    assert desk.send_due() == 0
    assert "private network" in Delivery.objects.get().problem


def test_what_was_told_is_forgotten_after_a_month(our_centre: Any) -> None:
    hook = desk.add_webhook(name="Site", url="https://site.example/", events=ALL, by=BY)
    with clock.at(clock.now() - timedelta(days=31)):
        desk.send_test(hook, by=BY)
    desk.send_test(hook, by=BY)
    assert desk.forget_deliveries() == 1
    assert Delivery.objects.count() == 1


def test_the_desk_shows_the_secret_once_and_everything_that_was_sent(
    coordinator: Member, browser_of: Callable[[Member], Client]
) -> None:
    browser = browser_of(coordinator)
    form = {"name": "A website", "url": "https://site.example/hook", "events": ["session.changed"]}
    made = browser.post("/desk/webhooks/new/", form)
    hook = Webhook.objects.get()
    assert desk.secret_of(hook) in made.content.decode()
    assert "told already" in browser.post("/desk/webhooks/new/", form).content.decode()
    browser.post(f"/desk/webhooks/{hook.pk}/test/")
    page = browser.get(f"/desk/webhooks/{hook.pk}/").content.decode()
    assert desk.secret_of(hook) not in page
    assert "1 telling waits." in page
    again = browser.post(f"/desk/webhooks/{hook.pk}/secret/").content.decode()
    hook.refresh_from_db()
    assert desk.secret_of(hook) in again
    browser.post(f"/desk/webhooks/{hook.pk}/change/", {"name": "Theirs", "events": ["decision.recorded"]})
    browser.post(f"/desk/webhooks/{hook.pk}/end/")
    hook.refresh_from_db()
    assert (hook.name, hook.ended_at is not None) == ("Theirs", True)
    assert browser.get(f"/desk/webhooks/{hook.pk}/").status_code == 404
