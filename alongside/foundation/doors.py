"""Who may enter a view. Every view of the house says so with `open_to`, and a test walks every door.

Each door that is closed to members says why, so that "could a member do this?" was asked of each.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from . import limits, ways_back


class Role(StrEnum):
    VISITOR = "visitor"
    MEMBER = "member"
    FACILITATOR = "facilitator"
    ACCESS = "access"
    COORDINATOR = "coordinator"
    FINANCE = "finance"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


EVERYONE = frozenset(Role)
SIGNED_IN = EVERYONE - {Role.VISITOR}
COORDINATORS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
ACCESS = frozenset({Role.ACCESS})
"""Those who see who needs what to take part; nobody else does."""
STAFF = COORDINATORS | {Role.FACILITATOR, Role.ACCESS, Role.FINANCE}

View = Callable[..., HttpResponseBase]
Text = str | Promise
READING = ("GET", "HEAD", "OPTIONS")
LARGEST_NUMBER = 2**63 - 1
"""The largest number that a row can have; an address that names a larger one leads nowhere."""


@dataclass(frozen=True)
class Door:
    """`roles` may enter; `readers` may only look. Visitors send only so often, unless `unlimited` says why not."""

    roles: frozenset[Role]
    readers: frozenset[Role]
    why_not_members: Text
    unlimited: str = field(default="", kw_only=True)

    def admits(self, roles: frozenset[Role], method: str) -> bool:
        """Whether somebody with these roles may enter by this HTTP method."""
        allowed = self.roles | self.readers if method in READING else self.roles
        return bool(allowed & roles)


def open_to(
    roles: frozenset[Role], *, why_not_members: Text = "", auditors: bool = True, unlimited: str = ""
) -> Callable[[View], View]:
    """Declare who may enter a view. Raises ValueError when members are kept out without a reason."""
    if Role.MEMBER not in roles and not why_not_members:
        raise ValueError("Say why members may not enter: why_not_members='...'.")
    readers = frozenset({Role.AUDITOR}) if auditors and Role.MEMBER not in roles else frozenset()
    door = Door(roles, readers, why_not_members, unlimited=unlimited)

    def declare(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if door.admits(roles_of(request), request.method or "GET"):
                if any(map(_names_nothing, kwargs.values())):
                    raise Http404
                if _sends_too_often(request, door, view):
                    return limits.too_many(request)
                return view(request, *args, **kwargs)
            if roles_of(request) == {Role.VISITOR}:
                return to_sign_in(request)
            raise PermissionDenied(why_not_members)

        entered.door = door  # type: ignore[attr-defined]  # read by the architecture tests and the sweep
        return entered

    return declare


def _names_nothing(part: Any) -> bool:
    """Whether a part of an address can be that of no row: PostgreSQL takes no NUL in text, and says so by an error."""
    return part > LARGEST_NUMBER if isinstance(part, int) else isinstance(part, str) and "\0" in part


def _sends_too_often(request: HttpRequest, door: Door, view: View) -> bool:
    """Whether a visitor, whom nobody knows, sent this form a hundred times in 15 minutes from where they are."""
    if request.method in READING or door.unlimited or roles_of(request) != {Role.VISITOR}:
        return False
    return not limits.within(request, f"{view.__module__}.{view.__name__}")


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """The sign-in page, which leads back here afterwards; after a button, to the page on which it stood.

    What somebody pressed is not done then, and the sign-in page says so. Where `unsent` keeps what they typed, they
    come back to the form itself, which says that.
    """
    wanted = request.get_full_path()
    if request.method not in READING and not getattr(request, "words_wait_here", False):
        wanted = ways_back.page_of_form(request)
        said = _(
            "You had been signed out, so what you pressed was not done. Sign in, and press it once more."
        )
        messages.warning(request, said, fail_silently=True)
    back = urlencode({"next": wanted}, doseq=False)
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{back}")


def roles_of(request: HttpRequest) -> frozenset[Role]:
    """The roles that the middleware of `people` found; a visitor where it found none."""
    return getattr(request, "roles", frozenset({Role.VISITOR}))
