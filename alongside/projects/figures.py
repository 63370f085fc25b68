"""The public figures that the room stands behind, over all projects and for each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, money
from alongside.foundation.figures import Figure, Source

from .models import Expected, FollowUp, Outcome, Plan, Project, Theory
from .queries import outcomes, since

Text = str | Promise
EXACT = _("Counted from the records as they stand. Nothing is estimated, and nothing is typed in.")
COUNT, OUTCOMES = "projects.count", "projects.outcomes"
CONFIRMED = "projects.outcomes.confirmed"
MONEY_CONFIRMED, MONEY_CLAIMED = "projects.since.confirmed", "projects.since.claimed"
THEORIES, PLANS, UNEXPECTED, FOLLOW_UPS = (
    "theories_of_change",
    "evaluation_plans",
    "unexpected_outcomes",
    "follow_ups",
)
LABELS: dict[str, Text] = {
    COUNT: _("projects, published"),
    OUTCOMES: _("things that changed through projects"),
    f"{OUTCOMES}.expected": _("of them: expected"),
    f"{OUTCOMES}.partly": _("of them: expected in part"),
    f"{OUTCOMES}.unexpected": _("of them: not expected"),
    CONFIRMED: _("of them: confirmed by somebody outside the team"),
    MONEY_CONFIRMED: _("that projects got since, confirmed"),
    MONEY_CLAIMED: _("that projects got since, claimed and not confirmed"),
}
DEFINITIONS: dict[str, Text] = {
    COUNT: _("Projects that everybody can read about, running or closed."),
    OUTCOMES: _("Outcomes that everybody can read, good or not, expected or not, disputed or not. Those that were "
                "taken back, held back, or are for a team alone do not count."),
    f"{OUTCOMES}.expected": _("Outcomes that their team had expected."),
    f"{OUTCOMES}.partly": _("Outcomes that their team had expected in part."),
    f"{OUTCOMES}.unexpected": _("Outcomes that their team had not expected, good or not."),
    CONFIRMED: _("Outcomes with which somebody outside the team agreed, by a link, by phone or by post."),
    MONEY_CONFIRMED: _("Awards, funding and commissions since, which a funder or somebody else confirmed, or of which "
                       "we saw evidence. Of versions that contradict each other, the published one counts."),
    MONEY_CLAIMED: _("The same, as teams told it and nobody has confirmed yet. It is never added to what is "
                     "confirmed."),
}  # fmt: skip
OF_ONE: dict[str, tuple[Text, Text]] = {
    THEORIES: (_("theories of change, agreed"),
               _("Versions of the theory of change that the team of the project agreed, the newest included.")),
    PLANS: (_("evaluation plans, agreed"),
            _("Versions of the evaluation plan that the team of the project agreed, the newest included.")),
    UNEXPECTED: (_("unexpected outcomes"),
                 _("Public outcomes of the project that its team had not expected, good or not.")),
    FOLLOW_UPS: (_("follow-ups after close"),
                 _("Questions after the close that the project answered, also with “nothing yet”. Silence does not "
                   "count.")),
}  # fmt: skip


class ProjectFigures:
    """The provider registered with the foundation."""

    prefix = "projects"

    def ids(self) -> list[str]:
        """Every figure of this room, with four for each project."""
        slugs = Project.objects.public().values_list("slug", flat=True)
        return [*LABELS, *(f"projects.{as_name(slug)}.{name}" for slug in slugs for name in OF_ONE)]

    def may_come(self, figure: str) -> bool:
        """Whether a name would be a figure of a project that is still to come: "projects.river_walks.follow_ups"."""
        return _named(figure) is not None

    def read(self, ids: Sequence[str]) -> dict[str, Figure]:
        """The figures asked for: at most six queries for those over all, five more for those of single projects."""
        known: dict[str, Any] = {}
        found = {one: _MAKERS[one](one, known) for one in ids if one in _MAKERS}
        named = {one: _named(one) for one in ids if one not in _MAKERS}
        wanted = {one: split for one, split in named.items() if split}
        return found | _of_projects(wanted)


def as_name(slug: str) -> str:
    """The slug of a project as it stands in the name of a figure."""
    return slug.replace("-", "_")


def _named(figure: str) -> tuple[str, str] | None:
    """Project and figure of a name such as "projects.river_walks.follow_ups"; None for another."""
    parts = figure.split(".")
    return (parts[1], parts[2]) if len(parts) == 3 and parts[2] in OF_ONE else None


def _count(figure: str, count: int, query: str = "", **more: Any) -> Figure:
    return Figure(
        id=figure, label=LABELS[figure], definition=DEFINITIONS[figure], rule=EXACT, as_of=clock.today(),
        display=f"{count:,}", value=count, row_count=more.pop("rows", count),
        source=(Source(LABELS[figure], reverse("projects:outcomes") + query),), **more,
    )  # fmt: skip


def _kinds(known: dict[str, Any]) -> dict[str, int]:
    if "kinds" not in known:
        known["kinds"] = outcomes.counts()
    counted: dict[str, int] = known["kinds"]
    return counted


def _projects(figure: str, known: dict[str, Any]) -> Figure:
    return _count(figure, Project.objects.public().count())


def _outcomes(figure: str, known: dict[str, Any]) -> Figure:
    return _count(figure, sum(_kinds(known).values()))


def _of_kind(figure: str, known: dict[str, Any]) -> Figure:
    kind, counted = figure.rpartition(".")[2], _kinds(known)
    base = sum(counted.values())
    return _count(figure, counted[kind], f"?expected={kind}", base=base, base_note=_("outcomes"))


def _confirmed(figure: str, known: dict[str, Any]) -> Figure:
    base = sum(_kinds(known).values())
    sure = Outcome.objects.public().filter(outcomes.is_confirmed()).count()
    return _count(figure, sure, base=base, base_note=_("outcomes"))


def _money(figure: str, known: dict[str, Any]) -> Figure:
    if "money" not in known:
        known["money"] = since.money()
    found: since.Money = known["money"]
    sure = figure == MONEY_CONFIRMED
    pence, rows = (found.confirmed, found.confirmed_rows) if sure else (found.claimed, found.claimed_rows)
    return Figure(
        id=figure, label=LABELS[figure], definition=DEFINITIONS[figure], rule=EXACT, as_of=clock.today(),
        display=money.in_pounds(pence), value=pence / 100, row_count=rows, unit="GBP",
        source=(Source(LABELS[figure], reverse("projects:all_since")),),
    )  # fmt: skip


_MAKERS: dict[str, Callable[[str, dict[str, Any]], Figure]] = {
    COUNT: _projects, OUTCOMES: _outcomes, CONFIRMED: _confirmed, MONEY_CONFIRMED: _money, MONEY_CLAIMED: _money,
    **{f"{OUTCOMES}.{kind}": _of_kind for kind in Expected.values},
}  # fmt: skip


@dataclass(frozen=True)
class _Counted:
    """How many rows of one kind each project has, by its key; and the page that shows them."""

    page: str
    ask: Callable[[list[int]], dict[int, int]]


def _grouped(rows: Any) -> dict[int, int]:
    return dict(rows.order_by().values_list("project").annotate(Count("pk", distinct=True)))


def _theories(keys: list[int]) -> dict[int, int]:
    return _grouped(Theory.objects.filter(project__in=keys, agreed_at__isnull=False))


def _plans(keys: list[int]) -> dict[int, int]:
    return _grouped(Plan.objects.filter(project__in=keys, agreed_at__isnull=False))


def _unexpected(keys: list[int]) -> dict[int, int]:
    return _grouped(outcomes.public().filter(project__in=keys, kind_of=Expected.UNEXPECTED))


def _answered(keys: list[int]) -> dict[int, int]:
    return _grouped(FollowUp.objects.filter(project__in=keys, answered_at__isnull=False))


_ROWS: dict[str, _Counted] = {
    THEORIES: _Counted("projects:theory", _theories), PLANS: _Counted("projects:plan", _plans),
    UNEXPECTED: _Counted("projects:project_outcomes", _unexpected),
    FOLLOW_UPS: _Counted("projects:since", _answered),
}  # fmt: skip


def _of_projects(wanted: dict[str, tuple[str, str]]) -> dict[str, Figure]:
    if not wanted:
        return {}
    by_name = {
        as_name(project.slug): project for project in Project.objects.public().select_related("case_study")
    }
    here = {one: (by_name[slug], name) for one, (slug, name) in wanted.items() if slug in by_name}
    keys = [project.pk for project, _name in here.values()]
    counted = {name: _ROWS[name].ask(keys) for name in {name for _project, name in here.values()}}
    return {
        one: _of_one(one, project, name, counted[name].get(project.pk, 0))
        for one, (project, name) in here.items()
    }


def _of_one(figure: str, project: Project, name: str, count: int) -> Figure:
    label, definition = OF_ONE[name]
    told = getattr(project, "case_study", None)
    studies: tuple[Source, ...] = ()
    if told is not None and told.published_at:
        studies = (Source(_("The case study"), reverse("projects:case_study", args=[project.slug])),)
    return Figure(
        id=figure, label=label, definition=definition, rule=EXACT, as_of=clock.today(), display=f"{count:,}",
        value=count, row_count=count,
        source=(Source(project.title, reverse(_ROWS[name].page, args=[project.slug])), *studies),
    )  # fmt: skip
