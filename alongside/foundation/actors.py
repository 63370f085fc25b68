"""Who did something: an account, a visitor, or the system itself. Named by a key, never by a name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser


@dataclass(frozen=True)
class Actor:
    """`key` stays on record for ever, so it holds no personal data: "system", "visitor", "account:12"."""

    key: str


SYSTEM = Actor("system")
VISITOR = Actor("visitor")


def of(account: "AbstractBaseUser | AnonymousUser") -> Actor:
    """The actor behind an account; a visitor when nobody is signed in."""
    return Actor(f"account:{account.pk}") if account.is_authenticated else VISITOR


def of_request(request: HttpRequest) -> Actor:
    """The actor behind a request."""
    return of(request.user)
