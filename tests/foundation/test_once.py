"""A form sent twice counts once."""

import uuid

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from alongside.foundation import actors, once
from alongside.foundation.models import Event
from alongside.foundation.record import record

pytestmark = pytest.mark.django_db


@once.guard
def give(request: HttpRequest) -> HttpResponse:
    if request.POST.get("bad"):
        return HttpResponse("Say how much.")
    event = record("given", None, by=actors.VISITOR)
    return redirect(f"/given/{event.pk}/")


def post(**data: str) -> HttpResponse:
    response = give(RequestFactory().post("/give/", data))
    assert isinstance(response, HttpResponse)
    return response


def test_second_sending_leads_where_the_first_led() -> None:
    key = once.new_key()
    first, second = post(once=key), post(once=key)
    assert Event.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_a_refused_form_can_be_sent_again_with_the_same_key() -> None:
    key = once.new_key()
    assert post(once=key, bad="yes").status_code == 200
    assert post(once=key).status_code == 302
    assert Event.objects.count() == 1


def test_two_keys_are_two_gifts() -> None:
    post(once=str(uuid.uuid4()))
    post(once=str(uuid.uuid4()))
    assert Event.objects.count() == 2


def test_a_key_that_is_no_key_is_passed_over() -> None:
    assert post(once="not a key").status_code == 302


@once.guard
def give_to(request: HttpRequest, key: str, view: str) -> HttpResponse:
    record("given", None, by=actors.VISITOR)
    return redirect(f"/{view}/{key}/")


def test_a_view_may_name_its_parameters_as_the_guard_names_its_own() -> None:
    request = RequestFactory().post("/give/to/", {"once": once.new_key()})
    assert give_to(request, key="ada", view="given").headers["Location"] == "/given/ada/"


@once.guard
def give_and_show(request: HttpRequest) -> HttpResponse:
    record("given", None, by=actors.VISITOR)
    answer = HttpResponse("Given, but look at this.")
    return once.keep(answer) if request.POST.get("kept") else answer


def test_what_a_view_keeps_stands_though_it_answers_with_a_page() -> None:
    give_and_show(RequestFactory().post("/give/show/", {"once": once.new_key(), "kept": "yes"}))
    assert Event.objects.count() == 1


@pytest.mark.parametrize("key", [{}, {"once": str(uuid.UUID(int=1))}], ids=["no key", "a key"])
def test_these_tests_notice_what_a_page_would_lose(key: dict[str, str]) -> None:
    with pytest.raises(AssertionError, match="answers with a page and loses: INSERT"):
        give_and_show(RequestFactory().post("/give/show/", key))
