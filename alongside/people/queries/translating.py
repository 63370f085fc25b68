"""What is translated and what is not, and how a public page reads in the language of its reader."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, languages, translating
from alongside.foundation.actors import Actor
from alongside.foundation.models import Centre
from alongside.foundation.translating import Kind, Part, Source

from ..models import Consent, ConsentChannel, Member, Purpose, Translation, Translator
from . import consents

CENTRE = "centre"


def wrote(row: Translation, member: Member | None, by: Actor) -> bool:
    """Whether the words are this member's, or `by` wrote them down: then somebody else reads them over."""
    return by.key == row.by or (member is not None and member.pk == row.written_by_id)


@dataclass(frozen=True)
class Reading:
    """How a thing reads on this page. `told` is how it was translated, None where these are the words themselves."""

    texts: dict[str, str]
    language: str
    source: str
    original: bool = False
    told: Told | None = None

    @property
    def direction(self) -> str:
        """Which way its words run."""
        return languages.direction(self.language)

    @property
    def source_name(self) -> str | Promise:
        """The name of the language that it was written in."""
        return languages.name(self.source)


@dataclass(frozen=True)
class Told:
    """Who translated it, as they chose to be named, when, and whether the source has changed since."""

    credit: str
    on: date
    outdated: bool


def reading(source: Source, *, original: bool = False) -> Reading:
    """A thing in the language of the page, where two people agreed on a translation; else as it was written.

    No question where the page is in the language of the thing; else one, and one more for a name.
    """
    own = Reading(source.texts, source.language, source.language)
    wanted = languages.of_words()
    if wanted == source.language:
        return own
    row = Translation.objects.filter(
        kind=source.kind, key=source.key, language=wanted, agreed_at__isnull=False
    ).first()
    if row is None:
        return own
    if original:
        return Reading(source.texts, source.language, source.language, original=True)
    told = Told(
        _credit(row.shown_by_id),
        timezone.localtime(row.agreed_at).date(),
        row.shown_from != source.fingerprint,
    )
    return Reading(source.texts | row.shown_texts, wanted, source.language, told=told)


def readings(sources: Collection[Source]) -> dict[str, Reading]:
    """How things of one kind read in a list in the language of the page, by key; who translated them is not asked.

    One question, and none where all were written in the language of the page.
    """
    wanted = languages.of_words()
    found = {one.key: Reading(one.texts, one.language, one.language) for one in sources}
    apart = {one.key: one for one in sources if one.language != wanted}
    if not apart:
        return found
    kinds = {one.kind for one in apart.values()}
    for row in Translation.objects.filter(
        kind__in=kinds, key__in=apart, language=wanted, agreed_at__isnull=False
    ):
        source = apart[row.key]
        found[row.key] = Reading(source.texts | row.shown_texts, wanted, source.language)
    return found


def _credit(member_id: int | None) -> str:
    """The name of a translator, if they agreed to be named for what they contributed; worked out anew each time."""
    if member_id is None:
        return ""
    given = Consent.objects.in_force(clock.today()).filter(member_id=member_id, purpose=Purpose.CREDIT)
    named = consents.showable(given.values_list("pk", flat=True), ConsentChannel.WEB)
    return named[max(named)] if named else ""


@dataclass(frozen=True)
class Row:
    """A thing on the desk of translators, with where it stands in one language."""

    source: Source
    kind: Kind
    row: Translation | None
    state: str


STATES = ("missing", "outdated", "draft", "agreed")


def work(language: str) -> list[Row]:
    """Everything public that can be translated into a language; what is missing comes first, what is done last.

    A constant number of questions for each kind of thing.
    """
    known = {(row.kind, row.key): row for row in Translation.objects.filter(language=language)}
    rows = []
    for kind in translating.kinds():
        told = kind.elsewhere() if kind.elsewhere else set()
        for source in kind.listed():
            if source.language == language or not source.asked:
                continue
            found = known.get((source.kind, source.key))
            elsewhere = found is None and (source.key, language) in told
            rows.append(Row(source, kind, found, _state(source, found, elsewhere)))
    return sorted(rows, key=lambda one: STATES.index(one.state))


def _state(source: Source, row: Translation | None, elsewhere: bool) -> str:
    if row is None:
        return "agreed" if elsewhere else "missing"
    if row.told_from != source.fingerprint:
        return "outdated"
    return "agreed" if row.is_agreed else "draft"


def find(source: Source, language: str) -> Translation | None:
    """The translation of a thing into a language, draft or agreed."""
    return Translation.objects.filter(kind=source.kind, key=source.key, language=language).first()


def translators() -> list[Translator]:
    """Who translates today, by language."""
    return list(current().select_related("member"))


def current() -> QuerySet[Translator]:
    """The rows of those who translate today."""
    return Translator.objects.filter(
        Q(until=None) | Q(until__gt=clock.today()), since__lte=clock.today(), member__leaving=None
    )


def languages_of(member: Member | None) -> list[str]:
    """The languages into which a member translates today."""
    if member is None:
        return []
    offered = languages.written()
    return [row.language for row in current().filter(member=member) if row.language in offered]


def centre_source(centre: Centre) -> Source:
    """What the centre is for, as something to translate."""
    purpose = Part("purpose", _("What the centre is for"), centre.purpose)
    return Source(CENTRE, "1", centre.name, "/", settings.LANGUAGE_CODE, (purpose,))


def centre_sources() -> list[Source]:
    """The one centre, once it is set up."""
    centre = Centre.current()
    return [centre_source(centre)] if centre else []


def read_centre(key: str) -> Source | None:
    """The centre by its only key."""
    return next(iter(centre_sources()), None) if key == "1" else None


def centre_kind() -> Kind:
    """What the hall registers for the centre."""
    return Kind(CENTRE, _("The centre"), centre_sources, read_centre)
