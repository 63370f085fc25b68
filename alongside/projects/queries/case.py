"""The case study of a project, made from its records: everything that it says, and what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import clock, letters, record, sources
from alongside.foundation.models import Event
from alongside.foundation.sources import Thing
from alongside.learning.models import HowItWent, LearningItem
from alongside.people.models import Attribution, Consent, Member
from alongside.people.queries import consents

from ..models import (
    LIVED,
    CaseAgreement,
    CaseStudy,
    Closing,
    Element,
    Plan,
    Project,
    TeamMember,
    TeamRole,
    Theory,
)
from . import outcomes
from . import since as after

KIND = "project"
SHOWN_KINDS = ("impact", "later", "soon", "activity", "need")
"""Which elements of a theory a case study tells, in its order: first what the team wants to reach."""
HIDDEN = "projects.case_hidden"
AWARDED, DECIDED = "award", "money_decided"


@dataclass(frozen=True)
class Turn:
    """A point at which the plan was changed: which text, which version, what changed, why."""

    on: date
    label: str
    what: str
    why: str
    language: str


@dataclass(frozen=True)
class Case:
    """Everything on the page. Outcomes stand in the order in which they happened, whichever kind they are."""

    project: Project
    study: CaseStudy | None
    names: list[str]
    roles: list[str]
    partners: list[str]
    theory: Theory | None
    steps: list[Element]
    outcomes: list[outcomes.Shown]
    unexpected: int
    closing: Closing | None
    did_not_work: list[LearningItem]
    turns: list[Turn]
    since: list[after.Told]
    asked: list[after.Asked]
    ripples: list[Any]
    money: list[Thing]
    decided: list[Thing]
    as_of: date
    left_out: list[str]
    cite: str

    @property
    def lesson(self) -> str:
        """What the team wants others to take from it."""
        return self.study.lesson if self.study else ""


def build(project: Project) -> Case:
    """The case study as the records stand. A constant number of questions, however much there is."""
    theory = project.theories.agreed().first()
    happened = outcomes.shown(outcomes.of_project(project))
    told = after.of_project(project)
    money, decided = _money(project)
    day = after.as_of(project, told) if project.closed_at else clock.today()
    names, roles, unnamed = _team(project)
    return Case(
        project=project, study=CaseStudy.objects.filter(project=project).first(), names=names, roles=roles,
        partners=list(project.partners.values_list("organisation__name", flat=True)), theory=theory,
        steps=_steps(theory), outcomes=happened,
        unexpected=sum(one.version.expected != "expected" for one in happened),
        closing=Closing.objects.filter(project=project).first(), did_not_work=_did_not_work(project),
        turns=_turns(project), since=told, asked=after.follow_ups(project), ripples=after.ripples(project),
        money=money, decided=decided, as_of=day,
        left_out=_left_out(project, happened, unnamed), cite=_cite(project, day),
    )  # fmt: skip


@dataclass(frozen=True)
class Thread:
    """Where a project's outcomes lead: to its case study, if somebody may read it, and up to what paid for it."""

    case_study: bool
    money: list[Thing]
    decided: list[Thing]


def thread(project: Project, inside: bool = False) -> Thread:
    """What outcomes of a project are linked with."""
    public = CaseStudy.objects.filter(project=project, published_at__isnull=False)
    return Thread(inside or (project.published_at is not None and public.exists()), *_money(project))


def _money(project: Project) -> tuple[list[Thing], list[Thing]]:
    """What paid for it, and how that was decided."""
    found = sources.came_of(KIND, key_of(project))
    return [one for one in found if one.kind == AWARDED], [one for one in found if one.kind == DECIDED]


def key_of(project: Project) -> str:
    """How other rooms name a project."""
    return str(project.pk)


def _team(project: Project) -> tuple[list[str], list[str], bool]:
    """Names that people agreed to, the roles that are in the team, and whether there are people who are not named.

    How many they are is not said, so that nobody can be worked out. Once a project is closed, its team is that of the
    day of the close: who leaves it afterwards is named no more, and their role stays.
    """
    everybody = TeamMember.objects.filter(project=project).select_related("member", "member__leaving")
    closed = project.closed_at and timezone.localtime(project.closed_at).date()
    rows = list(everybody.here_on(closed) if closed else everybody.here())
    named: dict[int, str] = {}
    for row in rows:
        named[row.member_id] = named.get(row.member_id, "") or _name(row)
    held = {row.role for row in rows}
    roles = [str(one.label) for one in TeamRole if one.value in held]
    return sorted(name for name in named.values() if name), roles, not all(named.values())


def _name(row: TeamMember) -> str:
    if row.left_on or row.named == Attribution.NONE or row.member.has_left or row.member.is_young:
        return ""
    return consents.attribution(
        Consent(member=row.member, attribution=row.named, attribution_text=row.role_text)
    )


def _steps(theory: Theory | None) -> list[Element]:
    if theory is None:
        return []
    rows = [one for one in theory.elements.all() if one.kind in SHOWN_KINDS]
    return sorted(rows, key=lambda one: (SHOWN_KINDS.index(one.kind), one.position))


def _did_not_work(project: Project) -> list[LearningItem]:
    about = Q(kind=KIND, key=key_of(project)) | Q(kind="", label=project.title)
    went = (HowItWent.DID_NOT, HowItWent.MIXED)
    return list(LearningItem.objects.public().filter(about, how_it_went__in=went)[:20])


def _turns(project: Project) -> list[Turn]:
    texts = [
        (
            _("Theory of change, version %(number)d"),
            Theory.objects.agreed().filter(project=project, number__gt=1),
        ),
        (
            _("Evaluation plan, version %(number)d"),
            Plan.objects.agreed().filter(project=project, number__gt=1),
        ),
    ]
    found = [
        Turn(timezone.localtime(row.agreed_at).date(), label % {"number": row.number}, row.what_changed, row.why,
             row.language)
        for label, rows in texts
        for row in rows
        if row.agreed_at
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.on)


def _left_out(project: Project, happened: list[outcomes.Shown], unnamed: bool) -> list[str]:
    """What the page does not show, in sentences."""
    unseen = outcomes.unseen(project)
    quotes = sum(one.hidden_quotes for one in happened)
    lowered = sum(one.lowered and bool(one.version.contribution) for one in happened)
    waiting = ngettext(
        "%(count)d outcome waits to be looked at.", "%(count)d outcomes wait to be looked at.", unseen.waiting
    )
    held = ngettext("%(count)d outcome is held back.", "%(count)d outcomes are held back.", unseen.held_back)
    back = ngettext(
        "%(count)d outcome was taken back.", "%(count)d outcomes were taken back.", unseen.taken_back
    )
    team = ngettext(
        "%(count)d outcome is for the team alone.",
        "%(count)d outcomes are for the team alone.",
        unseen.team_only,
    )
    said = ngettext(
        "%(count)d quote is not shown, since nobody agrees to it today.",
        "%(count)d quotes are not shown, since nobody agrees to them today.", quotes,
    )  # fmt: skip
    less = ngettext(
        "The team’s own words on %(count)d contribution are not shown, since somebody outside rated it lower.",
        "The team’s own words on %(count)d contributions are not shown, since somebody outside rated them lower.",
        lowered,
    )
    counted = (
        (unseen.waiting, waiting), (unseen.held_back, held), (unseen.taken_back, back),
        (unseen.team_only, team), (quotes, said), (lowered, less),
    )  # fmt: skip
    people = [_("There are people in the team who are not named.")] if unnamed else []
    return people + [sentence % {"count": count} for count, sentence in counted if count]


def _cite(project: Project, day: date) -> str:
    given = {
        "centre": letters.centre_name(), "year": day.year, "title": project.title,
        "url": letters.absolute(reverse("projects:case_study", args=[project.slug])), "day": day.isoformat(),
    }  # fmt: skip
    return _("%(centre)s (%(year)d). %(title)s: case study, as of %(day)s. %(url)s") % given


def role_for_agreeing(member: Member, project: Project) -> str | None:
    """As what somebody agrees: lived experience first. None for somebody who is not in the team."""
    held = outcomes.roles_of(member, project)
    lived = [one for one in held if one in LIVED]
    return next(iter(lived or held), None)


def agreements(case: CaseStudy | None) -> list[CaseAgreement]:
    """Who agrees today, of those who are in the team."""
    if case is None:
        return []
    here = TeamMember.objects.here().filter(project=case.project_id).values("member")
    return list(case.agreements.filter(withdrawn_at=None, member__in=here))


def missing_for(case: CaseStudy | None) -> str:
    """Whose agreement is missing, in a sentence; "" when somebody with lived experience and another role agree."""
    roles = [one.role for one in agreements(case)]
    if not any(role in LIVED for role in roles):
        return str(_("Somebody of the team with lived experience has to agree first."))
    if all(role in LIVED for role in roles):
        return str(_("Somebody of the team in another role has to agree too."))
    return ""


def to_publish() -> list[CaseStudy]:
    """Those that enough of the team agree to, and that staff have neither published nor hidden since. Two questions."""
    here = TeamMember.objects.here().filter(project=OuterRef("case__project"), member=OuterRef("member"))
    agreed = CaseAgreement.objects.filter(Exists(here), case=OuterRef("pk"), withdrawn_at=None)
    cases = CaseStudy.objects.filter(
        Exists(agreed.filter(role__in=LIVED)), Exists(agreed.exclude(role__in=LIVED)),
        published_at=None, project__published_at__isnull=False,
    )  # fmt: skip
    last = agreed.order_by("-created_at").values("created_at")[:1]
    rows = list(cases.annotate(agreed_at=Subquery(last)).select_related("project").order_by("pk"))
    hidden = Event.objects.filter(verb=HIDDEN, subject__in=[record.key_of(row) for row in rows])
    since: dict[str, datetime] = dict(hidden.order_by("at").values_list("subject", "at"))
    return [
        row for row in rows if record.key_of(row) not in since or since[record.key_of(row)] < row.agreed_at
    ]
