"""Tokens as the API sees them: who they speak for, and what they may do. A room above keeps them.

A read or a change for staff is declared with `staff`: a scope that the token must have, and the roles that its member
must hold today. So a token never does what its member could not do on a page.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Protocol, TypeVar

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Router

from .. import bearers, doors
from ..actors import Actor
from .problems import Problem, Refused, problem

View = Callable[..., HttpResponseBase]
Answer = TypeVar("Answer", bound=Callable[..., Any])
SCHEME = "token"
NO_STORE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
OTHER_WAY = gettext_noop("Members see their own on their pages. Tools of staff ask here, with a token.")


@dataclass(frozen=True)
class Bearer:
    """Who a token speaks for. `token` is the row that a room keeps."""

    actor: Actor
    member: Any
    roles: frozenset[doors.Role]
    scopes: frozenset[str]
    token: Any


class Keeper(Protocol):
    """What a room registers with `foundation.bearers` that keeps tokens."""

    def read(self, request: HttpRequest, secret: str) -> Bearer | None:
        """Who a secret speaks for; None where it opens nothing. Raises Refused (429) for too many requests."""

    def note(self, bearer: Bearer, operation: str) -> None:
        """A tool was let in: put it on record."""


@dataclass(frozen=True)
class TokenDoor(doors.Door):
    """A door that a session never opens, whoever is signed in: only a token with this scope does."""

    scope: str = ""


def staff(
    router: Router,
    method: str,
    path: str,
    answer: Any,
    *,
    name: str,
    summary: str,
    scope: str,
    roles: frozenset[doors.Role],
) -> Callable[[Answer], Answer]:
    """Declare what a tool of staff may ask (GET) or do (POST), with a token. Its docstring is its description."""

    def declare(view: Answer) -> Answer:
        door = partial(at_token_door, name=name, scope=scope, roles=roles)
        view.at_door = door  # type: ignore[attr-defined]  # read by `HouseAPI`
        refused = (400, 401, 403, 404, 409, 422, 429) if method == "POST" else (401, 403, 404, 422, 429)
        declared = router.api_operation(
            [method], path, response={200: answer} | dict.fromkeys(refused, Problem), url_name=name,
            operation_id=name, summary=summary, description=inspect.getdoc(view),
            openapi_extra={"security": [{SCHEME: []}], "x-scope": scope},
        )  # fmt: skip
        return declared(view)

    return declare


def at_token_door(view: View, *, name: str, scope: str, roles: frozenset[doors.Role]) -> View:
    """A view that only a token opens, with this scope, of a member who holds one of these roles today."""
    door = TokenDoor(roles, frozenset(), OTHER_WAY, scope)

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            bearer = _bearer(request)
            if scope not in bearer.scopes or not roles & bearer.roles:
                raise Refused(403, _("This token may not do that. It takes the scope “%s”.") % scope)
        except Refused as refusal:
            return problem(refusal.status, refusal.sentence, headers=refusal.headers)
        request.bearer = bearer  # type: ignore[attr-defined]  # read by `actor_of`
        for keeper in bearers.keepers():
            keeper.note(bearer, name)
        response = view(request, *args, **kwargs)
        for header, value in NO_STORE.items():
            response.headers[header] = value
        return response

    entered.door = door  # type: ignore[attr-defined]  # read by the architecture tests and the sweep
    entered.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie is read, so there is nothing to forge
    return entered


def actor_of(request: HttpRequest) -> Actor:
    """The member of staff whose token this is, as the one who does it."""
    bearer: Bearer = request.bearer  # type: ignore[attr-defined]  # `at_token_door` set it
    return bearer.actor


def _bearer(request: HttpRequest) -> Bearer:
    given = request.headers.get("Authorization", "")
    scheme, _space, secret = given.partition(" ")
    known = {"WWW-Authenticate": 'Bearer realm="api"'}
    if scheme.lower() != "bearer" or not secret.strip():
        raise Refused(401, "", known)
    keepers: Iterable[Keeper] = bearers.keepers()
    for keeper in keepers:
        bearer = keeper.read(request, secret.strip())
        if bearer is not None:
            return bearer
    raise Refused(401, _("This token is not in force. It may have ended, or be mistyped."), known)
