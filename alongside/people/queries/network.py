"""Questions about organisations, the directory and introductions."""

from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, figures
from alongside.methods import disclosure

from ..models import (
    Affiliation,
    DirectoryEntry,
    Introduction,
    Member,
    Organisation,
    OutreachAction,
    PriorityCommunity,
    stayed,
)

ABOUT_PEOPLE = ("people.brings.", "monitoring.")
RESULT_WITHIN = timedelta(days=60)


def people_now(organisation: Organisation) -> int:
    """How many members belong to an organisation today: to be shown through `about_so_many`."""
    return Affiliation.objects.filter(_now(), organisation=organisation).values("member").distinct().count()


def organisation_choices() -> list[tuple[str, str]]:
    """Every organisation as an answer of a form."""
    return [(str(pk), name) for pk, name in Organisation.objects.values_list("pk", "name")]


def about_so_many(count: int) -> str | Promise:
    """A number of people that gives nobody away: below 8 "a few", else to the nearest 5."""
    if count < disclosure.SMALLEST_COUNT:
        return _("A few people or none")
    return format_lazy(_("About {count} people"), count=disclosure.rounded(count))


def shown_at(organisation: Organisation) -> QuerySet[DirectoryEntry]:
    """Members who chose to show other members that they belong here."""
    belongs = Affiliation.objects.filter(_now(), organisation=organisation).values("member")
    return directory().filter(shows_organisations=True, member__in=belongs)


def affiliations_of(member: Member) -> QuerySet[Affiliation]:
    """Where a member belongs today."""
    return (
        member.affiliations.filter(_now()).select_related("organisation").order_by("organisation__name", "pk")
    )


def directory(words: str = "") -> QuerySet[DirectoryEntry]:
    """Entries of adults who are here, that hold every word in something that they chose to show."""
    entries = DirectoryEntry.objects.filter(stayed("member"), member__age_guard="adult")
    for word in words.split()[:10]:
        entries = entries.filter(
            Q(shown_name__icontains=word)
            | Q(about__icontains=word)
            | Q(shows_interests=True, member__interests__icontains=word)
        )
    return entries.select_related("member").prefetch_related("member__brings").order_by("shown_name", "pk")


def places_of(entries: list[DirectoryEntry]) -> dict[int, list[str]]:
    """The organisations of those entries that show them, by member. One query."""
    shown = [entry.member_id for entry in entries if entry.shows_organisations]
    found: dict[int, list[str]] = {member: [] for member in shown}
    rows = Affiliation.objects.filter(_now(), member__in=shown).select_related("organisation")
    for row in rows.order_by("organisation__name", "pk"):
        found[row.member_id].append(row.organisation.name)
    return found


def waiting_asked_by(member: Member) -> QuerySet[Introduction]:
    """Introductions that a member asked for and nobody answered."""
    return Introduction.objects.filter(asker=member, accepted_at=None, declined_at=None, asked__leaving=None)


def waiting_for_answer() -> QuerySet[Introduction]:
    """Introductions that wait for the one who was asked, oldest first."""
    waiting = Introduction.objects.filter(
        accepted_at=None, declined_at=None, asker__leaving=None, asked__leaving=None
    )
    return waiting.select_related("asker", "asked").order_by("created_at", "pk")


def introductions_of(member: Member) -> QuerySet[Introduction]:
    """A member's introductions, asked for or received, newest first, without those of people who left."""
    mine = Introduction.objects.filter(
        Q(asker=member) | Q(asked=member), asker__leaving=None, asked__leaving=None
    )
    return mine.select_related("asker", "asked", "asker__directory_entry", "asked__directory_entry").order_by(
        "-created_at", "-pk"
    )


def communities() -> QuerySet[PriorityCommunity]:
    """Every priority community, with `done` (things done to reach it) and `with_result`."""
    with_result = Count("actions", filter=~Q(actions__result=""))
    return PriorityCommunity.objects.annotate(done=Count("actions"), with_result=with_result).order_by(
        "order", "name"
    )


def figures_of_people() -> list[tuple[str, str | Promise]]:
    """The published, disclosure-checked figures that say who is in the network, as answers of a form."""
    wanted = [one for one in figures.ids() if one.startswith(ABOUT_PEOPLE)]
    return [(one, figure.label) for one, figure in figures.read(wanted).items()]


def without_result() -> QuerySet[OutreachAction]:
    """Things done of which nobody has written down what came; those with a day first, soonest first."""
    rows = OutreachAction.objects.filter(result="").select_related("community")
    return rows.order_by(F("follow_up_on").asc(nulls_last=True), "on", "pk")


def result_due(action: OutreachAction) -> date:
    """By when somebody writes down what came of it: the day that was set, or 60 days after."""
    return action.follow_up_on or action.on + RESULT_WITHIN


def _now() -> Q:
    """Affiliations of members who are here, that began and did not end."""
    today = clock.today()
    began = Q(since=None) | Q(since__lte=today)
    return began & (Q(until=None) | Q(until__gt=today)) & Q(member__leaving=None)
