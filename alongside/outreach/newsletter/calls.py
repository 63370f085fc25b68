"""An issue as words for a call: what to say first, what to read out, what to ask at the end."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..queries.pieces import Content, Piece
from .text import wrapped
from .words import Reader, frame


def render(content: Content, reader: Reader) -> str:
    """What whoever calls says, in the active language. Addresses are not read out letter by letter."""
    around = frame(content, reader)
    here = _("This is %(centre)s. I have our newsletter for you. Is this a good time?") % {
        "centre": around.centre
    }
    parts = [
        _("FIRST"), wrapped(reader.hello or around.hello),
        wrapped(here),
        wrapped(_("It takes about %(minutes)s. Stop me at any time, and ask me to say it again.") % {
            "minutes": _minutes(content)
        }), *(wrapped(note) for note in around.notes),
        _("READ OUT"), wrapped(content.subject), wrapped(content.intro), *(_spoken(one) for one in content.pieces),
        _("AT THE END"), wrapped(_("Would you like to know more about any of this, or take part? I write it down.")),
        wrapped(_("Do you still want me to call with the newsletter? You can stop it now, or get it in another way.")),
    ]  # fmt: skip
    return "\n\n".join(part for part in parts if part) + "\n"


def _minutes(content: Content) -> str:
    said = [content.intro] + [part for one in content.pieces for part in (one["text"], one["answer"])]
    words = sum(len(part.split()) for part in said)
    number = max(1, round(words / 120))
    return ngettext("%(count)d minute", "%(count)d minutes", number) % {"count": number}


def _spoken(one: Piece) -> str:
    said = [wrapped(one["heading"]), *(wrapped(fact) for fact in one["facts"]), wrapped(one["text"])]
    if one["kind"] == "quote" and one["answer"]:
        by = one["by"] or _("Somebody")
        said.append(wrapped(_("%(who)s said: %(words)s") % {"who": by, "words": one["answer"]}))
    else:
        said.append(wrapped(one["answer"]))
    said.append(wrapped(one["note"]))
    if one["url"]:
        said.append(_("[Offer to post more about it, or to take their answer.]"))
    return "\n\n".join(part for part in said if part)
