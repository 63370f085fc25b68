"""What stands around the content of an issue: greeting, why it comes, how to stop it, where it is on the web."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from alongside.foundation import languages
from alongside.foundation.letters import absolute, centre_name, where_to_ask
from alongside.foundation.models import Centre

from ..models import Basis
from ..queries.pieces import Content


@dataclass(frozen=True)
class Reader:
    """Who reads: `hello` greets them; `stop` and `choices` are their own links, "" where there are none.

    `basis` is why they get it; "" for nobody in particular. `wanted` is the language that they asked for and that
    there is not. Each may be a slot. `by_hand`: by post or phone, where nobody presses a link.
    """

    hello: str = ""
    stop: str = ""
    choices: str = ""
    basis: str = Basis.CONSENT
    wanted: str = ""
    by_hand: bool = False


@dataclass(frozen=True)
class Frame:
    """The words around a content, in the active language."""

    centre: str
    title: str
    hello: str
    notes: list[str]
    why: str
    links: list[tuple[str, str]]
    ask: str
    post: str
    bidi: bool
    direction: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "direction", "rtl" if self.bidi else "ltr")


def hello(name: str, reader: str = "") -> str:
    """How whoever gets it is greeted, and told for which reader it is where that is somebody else."""
    if reader:
        said = _("Hello %(helper)s. This is for %(member)s. Please tell them, or read it to them.")
        return said % {"helper": name, "member": reader}
    return _("Hello %(name)s,") % {"name": name} if name else _("Hello,")


def frame(content: Content, reader: Reader) -> Frame:
    """What stands around this content for this reader."""
    centre = Centre.current()
    return Frame(
        centre=centre_name(), title=_("Newsletter %(number)d") % {"number": content.number},
        hello=reader.hello or hello(""), notes=_notes(content, reader), why=_why(reader),
        links=_links(content, reader), ask=where_to_ask(), post=centre.help_post if centre else "",
        bidi=get_language_bidi(),
    )  # fmt: skip


def on_the_web(number: int, *, easy: bool = False) -> str:
    """Where an issue stands in the archive."""
    return absolute(reverse("outreach:easy_issue" if easy else "outreach:issue", args=[number]))


def _notes(content: Content, reader: Reader) -> list[str]:
    notes = []
    if reader.wanted:
        said = _(
            "You asked for this in %(language)s. We do not have it in that language, so this is %(instead)s."
        )
        instead = str(languages.name(content.language))
        notes.append(said % {"language": languages.name(reader.wanted), "instead": instead})
    if content.easy and content.gaps:
        notes.append(_("Some parts are not in Easy Read yet. Call us, and we explain them."))
    return notes


def _why(reader: Reader) -> str:
    if not reader.basis:
        return ""
    why = _("You get this because you agreed to get our newsletter. You can stop it at any time.")
    if reader.basis == Basis.SOFT_OPT_IN:
        why = _("You get this because you showed interest in our work. You can stop it at any time.")
    how = _("To stop it, or to get it in another way, call us or write to us.")
    return f"{why} {how}" if reader.by_hand else why


def _links(content: Content, reader: Reader) -> list[tuple[str, str]]:
    links = [(_("Read this newsletter on our website"), on_the_web(content.number, easy=content.easy))]
    if reader.choices:
        links.append((_("Change what you get, and how"), reader.choices))
    if reader.stop:
        links.append((_("Stop the newsletter"), reader.stop))
    return links
