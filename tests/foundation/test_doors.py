"""Who may enter a view."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.test import RequestFactory
from django.utils.http import urlencode

from alongside.foundation import doors
from alongside.foundation.doors import Role


@doors.open_to(doors.COORDINATORS, why_not_members="Shows how to reach people.")
def reach(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


def knock(*roles: Role, method: str = "GET") -> HttpResponseBase:
    request = RequestFactory().generic(method, "/reach/?page=2")
    request.roles = frozenset(roles)  # type: ignore[attr-defined]
    return reach(request)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_those_named_enter(role: Role) -> None:
    assert knock(Role.MEMBER, role).status_code == 200


def test_a_visitor_is_asked_to_sign_in_and_brought_back() -> None:
    response = knock(Role.VISITOR)
    assert response.status_code == 302
    assert response.headers["Location"] == "/accounts/sign-in/?next=%2Freach%2F%3Fpage%3D2"


@pytest.mark.parametrize(
    ("came_from", "page"),
    [
        ("http://testserver/payments/?page=2", "/payments/?page=2"),
        ("https://elsewhere.example/payments/", "/payments/batches/5/"),
        ("http://testserver/no/such/page/", "/payments/batches/5/"),
        ("", "/payments/batches/5/"),
    ],
)
def test_whoever_was_signed_out_when_they_pressed_comes_back_to_the_page_of_the_button(
    came_from: str, page: str
) -> None:
    headers = {"Referer": came_from} if came_from else {}
    request = RequestFactory(headers=headers).post("/payments/batches/5/confirm/")
    response = doors.to_sign_in(request)
    assert response.headers["Location"] == f"/accounts/sign-in/?{urlencode({'next': page})}"


@pytest.mark.parametrize("role", [Role.MEMBER, Role.FACILITATOR, Role.FINANCE])
def test_others_are_refused_with_the_reason(role: Role) -> None:
    with pytest.raises(PermissionDenied, match="Shows how to reach people"):
        knock(Role.MEMBER, role)


def test_an_auditor_may_look_but_change_nothing() -> None:
    assert knock(Role.MEMBER, Role.AUDITOR).status_code == 200
    with pytest.raises(PermissionDenied):
        knock(Role.MEMBER, Role.AUDITOR, method="POST")


def test_a_door_closed_to_members_must_say_why() -> None:
    with pytest.raises(ValueError, match="Say why members"):
        doors.open_to(doors.COORDINATORS)


@doors.open_to(doors.EVERYONE)
def row(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(str(pk))


def test_a_number_that_no_row_can_have_leads_nowhere() -> None:
    request = RequestFactory().get("/rows/1/")
    assert row(request, pk=2**63 - 1).status_code == 200
    with pytest.raises(Http404):
        row(request, pk=2**63)


def test_a_word_that_no_row_can_have_leads_nowhere() -> None:
    @doors.open_to(doors.EVERYONE)
    def named(request: HttpRequest, reference: str) -> HttpResponse:
        return HttpResponse(reference)

    request = RequestFactory().get("/")
    assert named(request, reference="K7FD-3MXA").status_code == 200
    with pytest.raises(Http404):
        named(request, reference="a\0b")
