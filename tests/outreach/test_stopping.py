"""Stopping takes one click and no sign-in (RFC 8058); looking changes nothing; a forged link opens nothing."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from alongside.foundation import actors
from alongside.outreach import actions as outreach
from alongside.outreach.models import Basis, ConsentEvent, Purpose, SignUp
from alongside.outreach.queries import links
from alongside.outreach.queries.recipients import recipients
from tests.outreach.conftest import WORDS, Listed, Make, last_line

pytestmark = pytest.mark.django_db
ONE_CLICK = "List-Unsubscribe=One-Click"


def path_of(url: str) -> str:
    return "/" + url.partition("//")[2].partition("/")[2]


def one_click(path: str) -> Any:
    """What a mail program sends: no cookie, no token, a body of one line."""
    client = Client(enforce_csrf_checks=True)
    return client.post(path, ONE_CLICK, content_type="application/x-www-form-urlencoded")


def on_the_list() -> int:
    return recipients(Purpose.NEWSLETTER, Basis.CONSENT).count()


def test_one_click_stops_it_in_the_same_request(listed: Listed) -> None:
    ann = listed("ann@example.org")
    response = one_click(path_of(links.unsubscribe_url(ann, "issue-7")))
    assert response.status_code == 200
    assert on_the_list() == 0
    line = last_line()
    assert (line.granted, line.how, line.note, line.recorded_by) == (
        False,
        "web",
        "By the link in issue 7.",
        "visitor",
    )
    again = one_click(path_of(links.unsubscribe_url(ann, "issue-7")))
    assert again.status_code == 200
    assert "It was stopped before already" in again.content.decode()
    assert ConsentEvent.objects.count() == 2, "twice changes nothing"


def test_in_arabic_too(listed: Listed) -> None:
    ann = listed("ann@example.org", language="ar")
    path = path_of(links.unsubscribe_url(ann, "x"))
    assert path.startswith("/ar/newsletter/")
    assert one_click(path).status_code == 200
    assert on_the_list() == 0


def test_a_member_stops_both_in_one_click(make: Make) -> None:
    subscriber = outreach.subscribe_member(make("Ada"), wording=WORDS, how="web", by=actors.SYSTEM)
    one_click(path_of(links.unsubscribe_url(subscriber, "x")))
    assert on_the_list() == 0


def all_rows() -> dict[str, int]:
    return {table._meta.label: table._default_manager.count() for table in apps.get_models(include_auto_created=True)
            if table._meta.app_label != "monitoring"}  # fmt: skip


@pytest.mark.long
@pytest.mark.once
def test_a_thousand_looks_change_no_row(listed: Listed) -> None:
    ann = listed("ann@example.org")
    sign_up = outreach.subscribe(email="bea@example.org", wording=WORDS, by=actors.VISITOR)
    before = all_rows(), list(ConsentEvent.objects.values()), list(SignUp.objects.values())
    paths = [path_of(url) for url in (links.unsubscribe_url(ann, "x"), links.confirm_url(sign_up))]
    scanner = Client()
    for path in paths:
        page = scanner.get(path).content.decode()
        assert page.count("<button") == 1, "one large button"
        for _look in range(500):
            assert scanner.get(path).status_code == 200
            assert not scanner.cookies.get("sessionid")
    assert before == (all_rows(), list(ConsentEvent.objects.values()), list(SignUp.objects.values()))


def forged(listed: Listed) -> Iterator[str]:
    ann = listed("ann@example.org")
    sign_up = outreach.subscribe(email="bea@example.org", wording=WORDS, by=actors.VISITOR)
    for url in (links.unsubscribe_url(ann, "x"), links.preferences_url(ann), links.confirm_url(sign_up)):
        path = path_of(url)
        head, token = path.rstrip("/").rsplit("/", 1)
        said, _dot, signature = token.partition(".")
        yield f"{head}/{token[:-1]}{'A' if token[-1] != 'A' else 'B'}/"
        yield f"{head}/{said}/"
        yield f"{head}/{'A' + said[1:]}.{signature}/"
        yield f"{head}/1/"
        yield f"{head}/%00{token}/"
    stop, choose = links.stop_token(ann, "x"), links.choose_token(ann)
    yield f"/newsletter/choices/{stop}/"
    yield f"/newsletter/stop/{choose}/"


def test_forged_links_are_not_found(listed: Listed) -> None:
    visitor = Client()
    for path in forged(listed):
        page = visitor.get(path)
        assert page.status_code == 404, path
        why = re.search("This link (is over|was not copied whole)", page.content.decode())
        assert why or "%00" in path, path
        assert visitor.post(path).status_code == 404, path
    assert on_the_list() == 1


def test_the_same_link_undoes_a_mistake(listed: Listed) -> None:
    ann = listed("ann@example.org")
    path = path_of(links.unsubscribe_url(ann, "x"))
    visitor = Client()
    assert visitor.post(f"{path}undo/").status_code == 200, "nothing to undo yet"
    page = visitor.post(path).content.decode()
    assert "Was it a mistake?" in page
    assert visitor.post(f"{path}undo/").status_code == 302
    assert on_the_list() == 1
    line = last_line()
    assert line.granted
    assert line.wording.startswith("I stopped it by mistake.")
    assert visitor.get(f"{path}undo/").status_code == 405, "looking never undoes"
