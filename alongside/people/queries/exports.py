"""My data as a page that can be read: rooms, parts and lines, from the same export as the JSON."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation.components import Row

LABELS: dict[str, Any] = {
    "account": _("Account"), "member": _("About me"), "brings": _("What I bring"), "consent": _("Consents"),
    "recording": _("Written down for me"), "supporter": _("Who supports me"), "guardian": _("My guardian"),
    "appointment": _("Roles"), "affiliation": _("Organisations"), "directoryentry": _("Directory"),
    "introduction": _("Introductions"), "messages": _("Messages to me"), "leaving": _("Leaving"),
    "signincard": _("Sign-in cards"), "countedmember": _("Counted"), "people": _("People"),
    "monitoring": _("About you (optional questions)"), "story": _("Story"), "desk": _("Desk"),
    "called": _("Called"), "full_name": _("Full name"), "email": _("Email address"), "phone": _("Phone"),
    "address": _("Address"), "reference": _("Reference"), "reach_by": _("How to reach me"),
    "brings_in_own_words": _("In my own words"), "interests": _("Interests"), "languages": _("Languages"),
    "language": _("We write to me in"), "age_guard": _("Age"), "joined_on": _("Joined on"), "kind": _("Kind"),
    "purpose": _("For"), "channels": _("Where"), "attribution": _("Named by"), "wording": _("In these words"),
    "attribution_text": _("Role as printed"), "given_on": _("Given on"), "how": _("How"),
    "expires_on": _("Until"), "withdrawn_at": _("Taken back"), "what": _("What"), "mode": _("How"),
    "on": _("On"),
    "written_by": _("Written by"), "read_back_and_agreed": _("Read back and agreed"), "note": _("Note"),
    "name": _("Name"), "relation": _("Relation"), "agreed_at": _("Agreed"), "agreed_how": _("Agreed how"),
    "role": _("Role"), "since": _("Since"), "until": _("Until"), "to": _("To"), "subject": _("Subject"),
    "text": _("Text"), "sent_at": _("Sent"), "channel": _("Way"), "last_login": _("Last signed in"),
    "created_at": _("Made"), "recorded_by": _("Recorded by"), "withdrawn_by": _("Taken back by"),
}  # fmt: skip


def readable(rooms: dict[str, Any]) -> list[dict[str, Any]]:
    """For each room its parts, for each part lines of label and value. What is empty is left out."""
    told = [{"name": label(room), "parts": list(_parts(held))} for room, held in rooms.items()]
    return [room for room in told if room["parts"]]


def label(name: str) -> str:
    """The words for a name of the export."""
    return str(LABELS.get(name, name.replace("_", " ").capitalize()))


def _parts(held: dict[str, Any]) -> list[dict[str, Any]]:
    loose = {name: value for name, value in held.items() if not isinstance(value, dict | list)}
    parts = [{"name": "", "rows": _rows(loose)}] if loose else []
    for name, value in held.items():
        for item in value if isinstance(value, list) else [value] if isinstance(value, dict) else []:
            rows = _rows(item) if isinstance(item, dict) else [Row(label(name), str(item))]
            parts.append({"name": label(name), "rows": rows})
    return [part for part in parts if part["rows"]]


def _rows(held: dict[str, Any]) -> list[Row]:
    return [
        Row(label(name), _words(value)) for name, value in held.items() if value not in (None, "", [], {})
    ]


def _words(value: Any) -> Any:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return [str(item) for item in value]
    if isinstance(value, dict):
        return [f"{label(name)}: {item}" for name, item in value.items()]
    return str(value)
