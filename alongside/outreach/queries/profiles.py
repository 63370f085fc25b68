"""Where the public profile of an account is asked for, and what its answer says. No network here.

Mastodon: `GET /api/v1/accounts/lookup?acct=` (its API documentation, "accounts"). Bluesky: `GET
/xrpc/app.bsky.actor.getProfile?actor=` at its public host (the lexicon `app.bsky.actor.getProfile`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.utils.translation import gettext as _

from ..models import ChannelKind

BLUESKY = "https://public.api.bsky.app"
ACCOUNT = re.compile(r"@?([\w.\-]{1,60})@([a-z0-9.\-]{3,200})\Z", re.IGNORECASE)
PAGE = re.compile(r"/@([\w.\-]{1,60})/?\Z")
BLUESKY_NAME = re.compile(
    r"@?([a-z0-9.\-]{3,200}\.[a-z]{2,})\Z|(did:[a-z]+:[a-z0-9:._\-]{4,200})\Z", re.IGNORECASE
)


class Unclear(Exception):
    """There is no profile to ask for, or no number in an answer; the message is a sentence."""


@dataclass(frozen=True)
class Profile:
    """Where to ask, and whose profile the answer has to be."""

    url: str
    name: str
    kind: str


def profile_of(kind: str, handle: str) -> Profile:
    """Where the followers of an account are told. Raises Unclear for an address that is none."""
    if kind == ChannelKind.BLUESKY:
        return _on_bluesky(handle.strip())
    if kind == ChannelKind.MASTODON:
        return _on_mastodon(handle.strip())
    raise Unclear(_("Only Mastodon and Bluesky can be asked without a paid account."))


def followers_in(content: bytes, profile: Profile) -> int:
    """How many followers an answer tells. Raises Unclear unless it is the profile that was asked for."""
    try:
        told: Any = json.loads(content)
    except (ValueError, RecursionError):
        raise Unclear(_("The platform’s answer cannot be read.")) from None
    if not isinstance(told, dict):
        raise Unclear(_("The platform’s answer is not a profile."))
    _check_whose(told, profile)
    count = told.get("followersCount" if profile.kind == ChannelKind.BLUESKY else "followers_count")
    if isinstance(count, bool) or not isinstance(count, int) or count < 0:
        raise Unclear(_("The platform’s answer does not say how many follow."))
    return count


def _check_whose(told: dict[str, Any], profile: Profile) -> None:
    if told.get("suspended") or told.get("limited"):
        raise Unclear(_("The platform has suspended or limited this account."))
    names = {str(told.get(key, "")).casefold() for key in ("username", "acct", "handle", "did")}
    if profile.name.casefold() not in names:
        raise Unclear(_("The platform answered with another account."))


def _on_mastodon(handle: str) -> Profile:
    account = ACCOUNT.match(handle)
    if account:
        return _mastodon(f"https://{account[2].lower()}", account[1])
    parts = urlsplit(handle)
    page = PAGE.match(parts.path)
    if parts.scheme and parts.netloc and page:
        return _mastodon(f"{parts.scheme}://{parts.netloc}", page[1])
    raise Unclear(_("Write the address like @centre@mastodon.example."))


def _mastodon(home: str, name: str) -> Profile:
    query = urlencode({"acct": name})
    return Profile(f"{home}/api/v1/accounts/lookup?{query}", name, ChannelKind.MASTODON)


def _on_bluesky(handle: str) -> Profile:
    named = BLUESKY_NAME.match(handle)
    if not named:
        raise Unclear(_("Write the address like centre.bsky.social."))
    name = named[1] or named[2]
    query = urlencode({"actor": name})
    return Profile(f"{BLUESKY}/xrpc/app.bsky.actor.getProfile?{query}", name, ChannelKind.BLUESKY)
