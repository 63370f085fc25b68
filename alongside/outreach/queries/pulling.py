"""What blocks show of the rooms below: read there each time, in the active language, and only what everybody may read.

A puller answers for one kind of block: `find` offers what can be chosen, `pull` reads what was chosen, in a constant
number of queries. What is gone, or may not be shown any more, comes back as a sentence that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from alongside.conversations.models import Conversation, Theme
from alongside.conversations.queries import themes
from alongside.foundation import clock, figures, sources
from alongside.foundation.letters import absolute
from alongside.foundation.sources import Thing
from alongside.gatherings.models import Meeting, Session, SessionQuote
from alongside.gatherings.queries import quotes as session_quotes
from alongside.gatherings.queries import sources as sessions
from alongside.learning.models import Resource
from alongside.learning.queries import library
from alongside.opportunities.models import Opportunity
from alongside.opportunities.queries import listing
from alongside.opportunities.queries import wording as opportunity_words
from alongside.people.models import ConsentChannel
from alongside.people.queries import consents
from alongside.projects.queries import outcomes

from ..models import BlockKind

MOST = 10


@dataclass(frozen=True)
class Pulled:
    """What a block shows of a room. `link` says where `url` goes; `by` is who said `words`; `old` warns."""

    title: str
    facts: tuple[str, ...] = ()
    words: str = ""
    answer: str = ""
    by: str = ""
    url: str = ""
    link: str = ""
    old: str = ""


@dataclass(frozen=True)
class Gone:
    """Why nothing is shown, in a sentence; `withdrawn` where somebody took their consent back."""

    because: str
    withdrawn: bool = False


Found = Pulled | Gone


@dataclass(frozen=True)
class Puller:
    """`find(words)` offers; `pull(keys, channels)` reads: what may be shown on all of these channels."""

    find: Callable[[str], list[Thing]]
    pull: Callable[[Collection[str], Collection[str]], dict[str, Found]]


NEWSLETTER = (ConsentChannel.NEWSLETTER.value,)
ARCHIVE = (ConsentChannel.NEWSLETTER.value, ConsentChannel.WEB.value)
"""The archive is on the website: words of people are in it only if they agreed to both."""


def _numbers(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 18]


def _sessions(keys: Collection[str], _channels: Collection[str]) -> dict[str, Found]:
    rows = Session.objects.announced().filter(pk__in=_numbers(keys))
    return {str(row.pk): _session(row) for row in rows}


def _session(row: Session) -> Found:
    if row.cancelled_at:
        return Gone(_("This session was cancelled."))
    title = _("Session %(number)s: %(title)s") % {"number": row.number, "title": row.title}
    starts, ends = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    when = _("%(day)s, from %(start)s to %(end)s") % {
        "day": f"{date_format(starts, 'l')} {date_format(starts.date())}",
        "start": date_format(starts, "TIME_FORMAT"),
        "end": date_format(ends, "TIME_FORMAT"),
    }
    where = row.venue if row.meeting == Meeting.IN_PERSON and row.venue else row.get_meeting_display()
    if row.meeting == Meeting.HYBRID and row.venue:
        where = _("%(place)s, or online") % {"place": row.venue}
    return Pulled(
        title, (when, str(where)), row.purpose, url=absolute(reverse("gatherings:session", args=[row.pk])),
        link=_("Read about this session, and say that you come") if row.is_open else _("Read about this session"),
        old=_("This session is over.") if row.ends_at <= clock.now() else "",
    )  # fmt: skip


def _find_opportunities(words: str) -> list[Thing]:
    rows = Opportunity.objects.still_open().filter(title__icontains=words.strip())
    return [
        Thing("opportunity", str(row.pk), row.title, reverse("opportunities:opportunity", args=[row.pk]))
        for row in rows.order_by("closes_on", "pk")[:MOST]
    ]


def _opportunities(keys: Collection[str], _channels: Collection[str]) -> dict[str, Found]:
    rows = list(Opportunity.objects.published().with_states().filter(pk__in=_numbers(keys)))
    offers = listing.offers_of(rows)
    return {str(row.pk): _opportunity(row, offers.get(row.pk)) for row in rows}


def _opportunity(row: Opportunity, offer: Any) -> Found:
    if not row.is_open:
        return Gone(_("Nobody can offer to do this any more: it is closed."))
    first = opportunity_words.first_line(row, offer, exact=True)
    return Pulled(
        row.title, (first, str(row.get_where_display())), row.activity,
        url=absolute(reverse("opportunities:opportunity", args=[row.pk])),
        link=_("Read what is involved, and tell us if you would like to"),
    )  # fmt: skip


def _public_themes() -> Any:
    return Theme.objects.with_response().filter(
        Q(state__isnull=False), conversation__in=Conversation.objects.published()
    )


def _find_themes(words: str) -> list[Thing]:
    rows = _public_themes().filter(title__icontains=words.strip()).order_by("-answered_at", "-pk")
    return [
        Thing("theme", str(row.pk), row.title, reverse("conversations:theme", args=[row.pk]))
        for row in rows[:MOST]
    ]


def _themes(keys: Collection[str], _channels: Collection[str]) -> dict[str, Found]:
    read = themes.you_said(_public_themes().filter(pk__in=_numbers(keys)))
    return {str(one.theme.pk): _theme(one) for one in read}


def _theme(one: themes.YouSaid) -> Found:
    assert one.response is not None
    said = _("%(state)s: %(words)s") % {
        "state": one.response.get_state_display(),
        "words": one.response.text,
    }
    signed = _("Answered by %(who)s") % {"who": one.response.by_role} if one.response.by_role else ""
    return Pulled(
        _("You said: %(what)s") % {"what": one.theme.title}, (signed,) if signed else (), answer=said,
        url=absolute(reverse("conversations:theme", args=[one.theme.pk])),
        link=_("Read everything that people said, and our answer"),
    )  # fmt: skip


def _quotable(channels: Collection[str], rows: Iterable[SessionQuote]) -> list[tuple[SessionQuote, str]]:
    found = [row for row in rows if row.text]
    allowed = [consents.showable([row.consent_id for row in found], channel) for channel in channels]
    return [
        (row, allowed[0][row.consent_id]) for row in found if all(row.consent_id in one for one in allowed)
    ]


def _find_quotes(words: str) -> list[Thing]:
    rows = SessionQuote.objects.filter(text__icontains=words.strip()).select_related("session")
    return [
        Thing("session_quote", str(row.pk), f"“{row.text}” {by}".strip())
        for row, by in _quotable(NEWSLETTER, rows.order_by("-pk"))[:MOST]
    ]


def _quotes(keys: Collection[str], channels: Collection[str]) -> dict[str, Found]:
    rows = list(SessionQuote.objects.filter(pk__in=_numbers(keys)).select_related("session__series"))
    found: dict[str, Found] = {
        str(row.pk): Gone(
            _("Whoever said this does not agree any more that we show it here."), withdrawn=True
        )
        for row in rows
    }
    for row, by in _quotable(channels, rows):
        about = session_quotes.about(row.session) if row.session.announced_at else ""
        found[str(row.pk)] = Pulled(_("In their own words"), (about,) if about else (), row.text, by=by)
    return found


def _find_figures(words: str) -> list[Thing]:
    wanted = words.strip().casefold()
    read = figures.read(figures.ids())
    shown = [one for one in read.values() if one.shown]
    found = [one for one in shown if wanted in str(one.label).casefold() or wanted in one.id]
    return [Thing("figure", one.id, f"{one.label}: {one.display}") for one in found[: MOST * 2]]


def _figures(keys: Collection[str], _channels: Collection[str]) -> dict[str, Found]:
    return {key: _figure(one) for key, one in figures.read(keys).items()}


def _figure(one: figures.Figure) -> Found:
    if not one.shown:
        reason = figures.STATUS_WORDS[one.status]
        return Gone(_("This figure cannot be shown: %(reason)s.") % {"reason": reason})
    facts = [str(one.label)]
    if one.base is not None:
        base = _("Base: %(base)s") % {"base": number_format(one.base, force_grouping=True)}
        # A note that begins with a number of its own is a sentence beside the base, not the noun that follows it.
        facts.append(f"{base}{'. ' if str(one.base_note)[:1].isdigit() else ' '}{one.base_note}")
    if one.as_of:
        facts.append(_("As of %(day)s") % {"day": date_format(one.as_of)})
    return Pulled(
        f"{one.display}", tuple(fact.strip() for fact in facts),
        url=absolute(reverse("story:figure", args=[one.id])), link=_("See where this figure comes from"),
    )  # fmt: skip


def _outcomes(keys: Collection[str], _channels: Collection[str]) -> dict[str, Found]:
    rows = outcomes.with_everything(outcomes.public().filter(pk__in=_numbers(keys)))
    return {str(one.row.pk): _outcome(one) for one in outcomes.shown(rows)}


def _outcome(one: outcomes.Shown) -> Found:
    facts = [one.row.project.title, str(one.version.get_expected_display()), str(one.sentence)]
    if one.disputed:
        facts.append(_("Somebody sees this in another way."))
    return Pulled(
        _("What changed"), tuple(fact for fact in facts if fact), one.version.what,
        url=absolute(reverse("projects:outcome", args=[one.row.pk])),
        link=_("Read how we know, and who sees it in another way"),
    )  # fmt: skip


def _resources(keys: Collection[str], _channels: Collection[str]) -> dict[str, Found]:
    rows = Resource.objects.shown().filter(pk__in=_numbers(keys))
    return {str(row.pk): _resource(row) for row in rows}


def _resource(row: Resource) -> Found:
    made = (_("Made by: %(who)s") % {"who": row.made_by},) if row.made_by else ()
    return Pulled(
        row.title, (str(row.get_form_display()), *made), row.about,
        url=absolute(reverse("learning:resource", args=[row.pk])), link=_("Find it in the library"),
    )  # fmt: skip


PULLERS: dict[str, Puller] = {
    BlockKind.SESSION: Puller(sessions.find, _sessions),
    BlockKind.OPPORTUNITY: Puller(_find_opportunities, _opportunities),
    BlockKind.RESPONSE: Puller(_find_themes, _themes),
    BlockKind.QUOTE: Puller(_find_quotes, _quotes),
    BlockKind.FIGURE: Puller(_find_figures, _figures),
    BlockKind.OUTCOME: Puller(outcomes.find, _outcomes),
    BlockKind.RESOURCE: Puller(library.find, _resources),
}
"""Kinds of blocks that show more than a title and a link."""
RICH = frozenset({"session", "resource", "outcome"})
"""Kinds of `foundation.sources` that have a block of their own."""


def find(kind: str, words: str) -> list[Thing]:
    """What a block of this kind can show, with these words in it; some new ones without words."""
    if kind in PULLERS:
        return PULLERS[kind].find(words)
    others = [one for one in sources.kinds() if one.name not in RICH]
    return [thing for one in others for thing in one.find(words)[:5] if thing.url]


def source_of(kind: str, thing: Thing) -> tuple[str, str]:
    """The source and the key under which a block of this kind keeps what was chosen."""
    return (kind if kind in PULLERS else thing.kind, thing.key)


def pull(
    wanted: Iterable[tuple[str, str, str]], channels: Collection[str] = NEWSLETTER
) -> dict[tuple[str, str, str], Found]:
    """What was chosen, by (kind of block, source, key), in the active language. What is missing is gone."""
    asked = list(wanted)
    found: dict[tuple[str, str, str], Found] = {}
    for kind in {kind for kind, _source, _key in asked}:
        mine = [one for one in asked if one[0] == kind]
        if kind in PULLERS:
            read = PULLERS[kind].pull([key for _kind, _source, key in mine], channels)
            found |= {one: read[one[2]] for one in mine if one[2] in read}
        else:
            found |= _others(mine)
    gone = Gone(_("What this showed is not there for everybody any more."))
    return {one: found.get(one, gone) for one in asked}


def _others(mine: list[tuple[str, str, str]]) -> dict[tuple[str, str, str], Found]:
    read = sources.read((source, key) for _kind, source, key in mine)
    labels = {one.name: str(one.label) for one in sources.kinds()}
    return {
        one: Pulled(
            read[one[1:]].label, (labels[one[1]],), url=absolute(read[one[1:]].url), link=_("Read more about it")
        )
        for one in mine
        if one[1:] in read
    }  # fmt: skip
