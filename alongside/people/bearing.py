"""Who a token speaks for: the keeper of tokens that the API asks."""

from __future__ import annotations

from allauth.core.internal import ratelimit  # the open one lets every GET pass
from django.http import HttpRequest
from django.utils.translation import gettext as _

from alongside.foundation import actors
from alongside.foundation.api.problems import Refused
from alongside.foundation.api.tokens import Bearer

from . import actions as people
from . import rules
from .queries import tokens

WAIT = {"Retry-After": "60"}
LONGEST = 200


class TokensOfMembers:
    """Tokens of members of staff. Requests are counted in the cache that all workers share."""

    def read(self, request: HttpRequest, secret: str) -> Bearer | None:
        """Who a secret speaks for today. A wrong one counts against the place that it comes from."""
        token = tokens.with_secret(secret) if len(secret) <= LONGEST else None
        member = token.member if token else None
        account = member.account if member else None
        if token is None or member is None or member.has_left or account is None or not account.is_active:
            self._count(request, "api_wrong_token", "wrong")
            return None
        roles = rules.roles_of_member(member)
        if not roles & rules.HOLDERS:
            return None
        self._count(request, "api_token", str(token.pk))
        return Bearer(actors.of(account), member, roles, frozenset(token.scopes), token)

    def note(self, bearer: Bearer, operation: str) -> None:
        """Put on record that a tool was let in, and to what."""
        people.note_token_used(bearer.token, operation=operation, by=bearer.actor)

    def _count(self, request: HttpRequest, action: str, key: str) -> None:
        if not ratelimit.consume(request, app="allauth.account", action=action, key=key, limit_get=True):
            raise Refused(429, _("Too many requests. Wait a minute, then go on."), WAIT)
