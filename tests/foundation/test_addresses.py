"""Which room is asked for an address."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, URLPattern, get_resolver, include, path, resolve

from alongside.foundation.addresses import ANY, FirstWord, first_words
from tests.architecture.checks import all_patterns


def door(_request: HttpRequest, **_more: Any) -> HttpResponse:
    return HttpResponse()


def nested(*inside: URLPattern) -> Any:
    return include((list(inside), "inside"))


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        (path("", door), ""),
        (path("me/letters/<int:number>/", door), "me"),
        (path("robots.txt", door), "robots.txt"),
        (path("<slug:name>/", door), ANY),
        (path("me-<int:number>/", door), ANY),
        (path("", nested(path("sessions/", door))), "sessions"),
        (path("me/", nested(path("<int:number>/", door))), "me"),
        (path("me", nested(path("-too/", door))), ANY),
    ],
)
def test_first_word_is_what_stands_before_the_first_stroke(pattern: Any, word: str) -> None:
    assert list(first_words([pattern])) == [word]


def test_a_room_is_asked_only_for_words_of_its_own() -> None:
    own = FirstWord(frozenset({"me", ""}))
    assert own.match("me/letters/") == ("me/letters/", (), {})
    assert own.match("") is not None
    assert own.match("meet/") is None
    assert own.match("sessions/") is None


def test_a_room_with_a_parameter_in_front_is_asked_for_everything() -> None:
    assert FirstWord(frozenset({"me", ANY})).match("sessions/") is not None


def test_every_plain_address_of_the_house_leads_to_its_own_door() -> None:
    plain = [(route, pattern) for route, pattern in all_patterns() if "<" not in route and "^" not in route]
    assert len(plain) > 200
    assert [route for route, pattern in plain if resolve(f"/{route}").func is not pattern.callback] == []


def test_an_address_that_nobody_has_is_looked_for_in_few_patterns() -> None:
    """Nine hundred would be tried without it."""
    with pytest.raises(Resolver404) as missing:
        get_resolver().resolve("/nobody-has-this/")
    assert len(missing.value.args[0]["tried"]) < 60
