"""Tokens for tools: made by a member of staff for themselves, used, and ended."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import rules
from ..models import Ended, Member, Scope, Token
from ..queries import tokens

MOST = 20
NOTED_EVERY = timedelta(minutes=1)


def make_token(
    member: Member, *, name: str, scopes: Collection[str], expires_on: date, by: Actor
) -> tuple[Token, str]:
    """Make a token. Gives it with its secret, which is kept nowhere: show it once.

    Raises ValidationError by field for a name, scopes or a last day that will not do.
    """
    _check(member, name, scopes, expires_on)
    secret = tokens.BEGINS + secrets.token_urlsafe(32)
    with transaction.atomic():
        Member.objects.select_for_update().get(pk=member.pk)
        _check_beside(member, name.strip())
        token = Token.objects.create(
            member=member, name=name.strip(), scopes=sorted(scopes), expires_on=expires_on,
            token_hash=tokens.hash_of(secret), hint=secret[: len(tokens.BEGINS) + 2],
        )  # fmt: skip
        record(
            "people.token_made", token, by=by, member=member.pk, scopes=token.scopes, until=str(expires_on)
        )
    return token, secret


def end_token(token: Token, *, by: Actor, because: str = Ended.REVOKED) -> None:
    """End a token at once. Ending it twice changes nothing."""
    with transaction.atomic():
        ended = Token.objects.filter(pk=token.pk, ended_at=None).update(
            ended_at=clock.now(), ended_because=because
        )
        if ended:
            record("people.token_ended", token, by=by, member=token.member_id, because=str(because))


def end_tokens_without_role(member: Member, *, by: Actor) -> None:
    """End every token of somebody who holds no role any more that can have one."""
    if rules.roles_of_member(member) & rules.HOLDERS:
        return
    for token in tokens.of_member(member).filter(ended_at=None):
        end_token(token, by=by, because=Ended.ROLE)


def note_token_used(token: Token, *, operation: str, by: Actor) -> None:
    """A tool was let in: what it asked is on record, and on the token when it was last used, to the minute."""
    now = clock.now()
    with transaction.atomic():
        if token.last_used_at is None or now - token.last_used_at >= NOTED_EVERY:
            Token.objects.filter(pk=token.pk).update(last_used_at=now)
        record("people.token_used", token, by=by, member=token.member_id, operation=operation)


def _check_beside(member: Member, name: str) -> None:
    """A form sent twice makes one token: the second has the name of the first."""
    standing = Token.objects.standing(clock.today()).filter(member=member)
    if standing.filter(name=name).exists():
        raise ValidationError(
            {"name": _("You have a token of this name. End it first, or choose another name.")}
        )
    if standing.count() >= MOST:
        raise ValidationError({"name": _("You have twenty tokens. End one that you do not need first.")})


def _check(member: Member, name: str, scopes: Collection[str], expires_on: date) -> None:
    if not rules.roles_of_member(member) & rules.HOLDERS:
        raise ValidationError(_("Only coordinators and administrators make tokens."))
    wrong = {}
    if not name.strip():
        wrong["name"] = _("Write what the token is for.")
    if not scopes or not set(scopes) <= set(Scope.values):
        wrong["scopes"] = _("Choose what the token may do.")
    if not clock.today() < expires_on <= tokens.last_day():
        wrong["expires_on"] = _("Choose a day after today and within a year.")
    if wrong:
        raise ValidationError(wrong)
