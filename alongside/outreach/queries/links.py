"""Links that let somebody act without signing in: opaque, signed, each for one thing.

A link to stop opens no preferences, and a link of one subscriber never becomes one of another. They do not expire: a
newsletter in a drawer can be stopped after years. Knowing a link is the whole proof, so pages behind one show little.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from alongside.foundation import languages
from alongside.foundation.letters import absolute

from ..models import SignUp, Subscriber

STOP, CHOOSE, CONFIRM = "outreach.stop", "outreach.choose", "outreach.confirm"
CONFIRM_DAYS = SignUp.KEEP_DAYS
PLACE = "0token0"


def unsubscribe_url(subscriber: Subscriber, mailing_key: str = "") -> str:
    """The whole address that stops the newsletter by one POST (RFC 8058). `mailing_key` names the sending."""
    return _address("outreach:unsubscribe", subscriber.language, stop_token(subscriber, mailing_key))


def preferences_url(subscriber: Subscriber) -> str:
    """The whole address of a subscriber's own choices."""
    return _address("outreach:preferences", subscriber.language, choose_token(subscriber))


def confirm_url(sign_up: SignUp) -> str:
    """The whole address that confirms a sign-up; good for 14 days."""
    token = signing.dumps(sign_up.pk, salt=CONFIRM).replace(":", ".")
    return _address("outreach:confirm", sign_up.language, token)


def stop_token(subscriber: Subscriber, mailing_key: str = "") -> str:
    """What stands in the link to stop."""
    return _signed(STOP, [subscriber.pk, mailing_key])


def choose_token(subscriber: Subscriber) -> str:
    """What stands in the link to one's own choices."""
    return _signed(CHOOSE, [subscriber.pk])


def stopping(token: str) -> tuple[Subscriber, str] | None:
    """Who wants to stop, and after which sending. None for a token that we did not make."""
    said = _read(STOP, token)
    found = _subscriber(said)
    return (found, str(said[1])) if found else None


def choosing(token: str) -> Subscriber | None:
    """Whose choices a link opens. None for a token that we did not make."""
    return _subscriber(_read(CHOOSE, token))


def confirming(token: str) -> SignUp | None:
    """The sign-up that a link confirms. None for one that we did not make, or that is too old."""
    try:
        pk = signing.loads(token.replace(".", ":"), salt=CONFIRM, max_age=CONFIRM_DAYS * 86_400)
    except (signing.BadSignature, ValueError):
        return None
    return SignUp.objects.filter(pk=pk).first()


def _signed(salt: str, said: list[Any]) -> str:
    return signing.Signer(salt=salt, sep=".").sign_object(said)


def _read(salt: str, token: str) -> Any:
    try:
        return signing.Signer(salt=salt, sep=".").unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None


def _subscriber(said: Any) -> Subscriber | None:
    known = Subscriber.objects.select_related("member__guardian", "member__supporter")
    return known.filter(pk=said[0]).first() if said else None


def _address(name: str, language: str, token: str) -> str:
    return absolute(_path(name, language).replace(PLACE, token))


@cache
def _path(name: str, language: str) -> str:
    """The path of a page in a language, with a place for the token: the same for everybody of a long list."""
    spoken = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    return languages.in_language(reverse(name, args=[PLACE]), spoken)
