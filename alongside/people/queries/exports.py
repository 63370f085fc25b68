"""My data as a page that can be read: rooms, parts and lines, from the same export as the JSON."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from alongside.foundation import money
from alongside.foundation.components import Row
from alongside.foundation.models import Channel

from ..models import AgeGuard, Attribution, BringsKind, ConsentChannel, Mode, Purpose, ReachBy
from . import export_words

LABELS: dict[str, Any] = {
    **export_words.ROOMS, **export_words.PARTS, **export_words.LINES,
    "account": _("Account"), "member": _("About me"), "brings": _("What I bring"), "consent": _("Consents"),
    "recording": _("Written down for me"), "supporter": _("Who supports me"), "guardian": _("My guardian"),
    "appointment": _("Roles"), "affiliation": _("Organisations"), "directoryentry": _("Directory"),
    "introduction": _("Introductions"), "messages": _("Messages to me"), "leaving": _("Leaving"),
    "signincard": _("Sign-in cards"), "signed_in": _("Where you are signed in"),
    "device": _("Device"), "countedmember": _("Counted"), "people": _("People"),
    "monitoring": _("About you (optional questions)"), "story": _("Story"), "desk": _("Desk"),
    "outreach": _("Newsletter"), "subscription": _("What comes to me"), "ledger": _("What was agreed"),
    "easy_read": _("Easy Read"), "topics": _("Topics"), "basis": _("On which basis"), "granted": _("Agreed"),
    "at": _("When"),
    "contributions": _("Said to sessions"), "feedback": _("Feedback"),
    "quotes": _("Words to quote"), "session": _("Session"), "answer": _("Answer"), "said_on": _("Said on"),
    "held_back_because": _("Not shown, because"), "good": _("What was good"),
    "differently": _("What to do differently"), "heard": _("Felt heard"), "anything_else": _("Anything else"),
    "called": _("Called"), "full_name": _("Full name"), "email": _("Email address"), "phone": _("Phone"),
    "address": _("Address"), "reference": _("Reference"), "reach_by": _("How to reach me"),
    "brings_in_own_words": _("In my own words"), "interests": _("Interests"), "languages": _("Languages"),
    "language": _("You write to me in"), "age_guard": _("Age"), "joined_on": _("Joined on"), "kind": _("Kind"),
    "purpose": _("For"), "channels": _("Where"), "attribution": _("Named by"), "wording": _("In these words"),
    "attribution_text": _("Role as printed"), "given_on": _("Given on"), "how": _("How"),
    "expires_on": _("Until"), "withdrawn_at": _("Taken back"), "what": _("What"), "mode": _("How"),
    "on": _("On"),
    "written_by": _("Written by"), "read_back_and_agreed": _("Read back and agreed"), "note": _("Note"),
    "name": _("Name"), "relation": _("Relation"), "agreed_at": _("Agreed"), "agreed_how": _("Agreed how"),
    "role": _("Role"), "since": _("Since"), "until": _("Until"), "to": _("To"), "subject": _("Subject"),
    "text": _("Text"), "sent_at": _("Sent"), "channel": _("Way"), "last_login": _("Last signed in"),
    "issued_by": _("Given by"), "expires_at": _("Until"),
    "recorded_by": _("Recorded by"), "withdrawn_by": _("Taken back by"),
}  # fmt: skip


CHOICES: dict[str, Any] = {
    "reach_by": ReachBy, "age_guard": AgeGuard, "kind": BringsKind, "purpose": Purpose, "mode": Mode,
    "how": Mode, "agreed_how": Mode, "channels": ConsentChannel, "attribution": Attribution, "channel": Channel,
}  # fmt: skip
IN_THE_FILE_ONLY = frozenset({"created_at", "signincard", "countedmember", "token_hash"})


def readable(rooms: dict[str, Any], account_id: int) -> list[dict[str, Any]]:
    """For each room its parts, for each part lines of label and value. What is empty is left out.

    Values that stand for words are written in words; `account_id` is whose data it is, and reads as "you".
    """
    told = [{"name": label(room), "parts": list(_parts(held, account_id))} for room, held in rooms.items()]
    return [room for room in told if room["parts"]]


def label(name: str) -> str:
    """The words for a name of the export."""
    return str(LABELS.get(name, name.replace("_", " ").capitalize()))


def _parts(held: dict[str, Any], mine: int) -> Iterator[dict[str, Any]]:
    loose = {name: value for name, value in held.items() if not isinstance(value, dict | list)}
    for name, value in [("", loose), *held.items()]:
        if name in IN_THE_FILE_ONLY or not value or not isinstance(value, dict | list):
            continue
        for rows in _lines(name, value if isinstance(value, list) else [value], mine):
            if rows:
                yield {"name": label(name) if name else "", "rows": rows}


def _lines(name: str, items: list[Any], mine: int) -> Iterator[list[Row]]:
    """The rows of each item; items that say one thing each are put together."""
    shown = [_rows(item, mine) if isinstance(item, dict) else [Row(label(name), str(item))] for item in items]
    if len(shown) > 1 and all(len(rows) == 1 for rows in shown):
        yield [Row(shown[0][0].key, [str(rows[0].value) for rows in shown])]
    else:
        yield from shown


def _rows(held: dict[str, Any], mine: int) -> list[Row]:
    said = {name: value for name, value in held.items() if value not in (None, "", [], {})}
    return [
        Row(label(name), _words(name, value, mine))
        for name, value in said.items()
        if name not in IN_THE_FILE_ONLY
    ]


def _words(name: str, value: Any, mine: int) -> Any:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return [str(_words(name, item, mine)) for item in value]
    if isinstance(value, dict):
        return [f"{label(part)}: {item}" for part, item in value.items()]
    if name in export_words.CODES:
        return export_words.CODES[name].get(value, value)
    if name in CHOICES:
        return dict(CHOICES[name].choices).get(value, value)
    if name == "language":
        return dict(settings.LANGUAGES).get(value, value)
    if name.endswith("_by") and isinstance(value, str):
        return _who(value, mine)
    if name.endswith("_pence") and isinstance(value, int):
        return money.in_pounds(value)
    if isinstance(value, date | str) and (name == "at" or name.endswith(("_at", "on", "since", "until"))):
        return _moment(str(value))
    return str(value)


def _moment(value: str) -> str:
    """A day as people read it, where the centre is; anything that is no day stays as it was written."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return str(date_format(timezone.localtime(moment) if timezone.is_aware(moment) else moment))


def _who(actor: str, mine: int) -> Any:
    """An actor's key in words; a way of being reached, which also ends in "by", stays as it is."""
    known = {f"account:{mine}": _("You"), "system": _("The system"), "visitor": _("You, before signing in")}
    return known.get(actor, _("Somebody at the centre") if actor.startswith("account:") else actor)
