"""Every form counts once in the tests, as it does from a page; and what a view did is never taken back unseen.

`once.guard` takes back what a view wrote when it answers with a page. A view that means its words to stay says
`once.keep`; one that means nothing to stay takes it back itself. What is neither is a loss, and fails the test.
"""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.http import HttpRequest, HttpResponseBase

CHANGES = ("INSERT", "UPDATE", "DELETE")
NO_LOSS = ("foundation_oncekey", '"cache"')
"""The key itself, and how often something was sent: a sending that was refused need not count."""


class Writes:
    """What was written on one connection and not taken back by whoever wrote it."""

    def __init__(self) -> None:
        self.standing: list[str] = []
        self._marks: dict[str, int] = {}

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        words = sql.split(None, 3)
        if words[0] == "SAVEPOINT":
            self._marks[words[1]] = len(self.standing)
        elif words[:2] == ["ROLLBACK", "TO"]:
            del self.standing[self._marks.get(sql.split()[-1], 0) :]
        elif words[0] in CHANGES and not any(table in sql for table in NO_LOSS):
            self.standing.append(sql)
        return result


def watched(view: Any) -> Any:
    """The view, and a complaint when it answers with a page while something that it wrote still stands."""

    def looked_at(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        writes = Writes()
        with connections["default"].execute_wrapper(writes):
            response: HttpResponseBase = view(request, *args, **kwargs)
        leads_on = response.status_code in (302, 303) and response.headers.get("Location")
        if not leads_on and not getattr(response, "once_keeps", False):
            assert not writes.standing, f"{request.path} answers with a page and loses: {writes.standing[0]}"
        return response

    return looked_at


@pytest.fixture(scope="session", autouse=True)
def nothing_is_taken_back_unseen() -> Iterator[None]:
    """Give each form a key where the test sent none, and watch every view behind the guard."""
    from alongside.foundation import once

    key_of, first_time = once._key_of, once._first_time

    def first_time_watched(
        key: uuid.UUID, view: Any, request: HttpRequest, /, *args: Any, **kwargs: Any
    ) -> Any:
        return first_time(key, watched(view), request, *args, **kwargs)

    def some_key(request: HttpRequest) -> uuid.UUID | None:
        return uuid.uuid4() if once.FIELD not in request.POST else key_of(request)

    once._key_of, once._first_time = some_key, first_time_watched
    yield
    once._key_of, once._first_time = key_of, first_time
