"""The demonstration's pilots: real bids, votes and awards, and a thread from what is told to what it rests on."""

import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse

from alongside.config.demonstration import reading
from alongside.foundation import figures
from alongside.funding.models import (
    Award,
    Bid,
    EntryKind,
    FundingBallot,
    FundingDecision,
    LedgerEntry,
    Presence,
    Round,
    ScoreSheet,
)
from alongside.learning.models import DesignChange
from alongside.opportunities.models import Pool
from alongside.projects.models import FollowUp, Outcome, Plan, Project, SinceThen, Theory

CLICKS = 3
STATEMENTS = (
    "projects.aybi.theories_of_change", "projects.aybi.evaluation_plans", "projects.aybi.unexpected_outcomes",
    "projects.aybi.follow_ups",
)  # fmt: skip


def test_figures_of_the_pilots_equal_a_count_of_the_rows(loaded: None) -> None:
    project = Project.objects.get(slug="aybi")
    first, second = (Round.objects.get(slug=slug) for slug in ("phase-1", "phase-2"))
    counted: dict[str, float] = {
        "projects.aybi.theories_of_change": Theory.objects.filter(project=project).exclude(agreed_at=None).count(),
        "projects.aybi.evaluation_plans": Plan.objects.filter(project=project).exclude(agreed_at=None).count(),
        "projects.aybi.follow_ups": FollowUp.objects.filter(project=project).exclude(answered_at=None).count(),
        "projects.aybi.unexpected_outcomes": sum(
            row.versions.get(number=row.number).expected == "unexpected" for row in Outcome.objects.all()
        ),
        "projects.count": Project.objects.exclude(published_at=None).count(),
        "projects.outcomes": Outcome.objects.count(),
        "funding.programme.pilots.awards": Award.objects.exclude(agreed_at=None).count(),
        "funding.programme.pilots.paid": _pounds(EntryKind.PAID, EntryKind.RETURNED),
        "funding.programme.pilots.granted": _pounds(EntryKind.GRANTED, EntryKind.WRITTEN_BACK),
    }  # fmt: skip
    for one, name in ((first, "phase_1"), (second, "phase_2")):
        counted |= {
            f"funding.{name}.awards": Award.objects.filter(bid__round=one).exclude(agreed_at=None).count(),
            f"funding.{name}.bids": Bid.objects.filter(round=one).exclude(submitted_at=None).count(),
            f"funding.{name}.cap": one.cap_pence / 100, f"funding.{name}.months": one.months,
        }  # fmt: skip
    read = figures.read(list(counted))
    assert {name: figure.value for name, figure in read.items()} == counted
    assert all(figure.definition and figure.as_of and figure.source for figure in read.values())
    assert [counted[f"funding.phase_{n}.awards"] for n in (1, 2)] == [5, 4], "as the leaflet tells"
    assert [read[f"funding.phase_{n}.cap"].display for n in (1, 2)] == ["£5,000", "£15,000"]
    assert [counted[f"funding.phase_{n}.months"] for n in (1, 2)] == [4, 7]


def _pounds(*kinds: EntryKind) -> float:
    return sum(LedgerEntry.objects.filter(kind__in=kinds).values_list("pence", flat=True)) / 100


def test_the_file_holds_as_many_bids_and_people_as_the_public_facts_say() -> None:
    """The small demonstration leaves most bids out, so the file itself is counted."""
    first, second = reading.yaml_file("funding.yaml")["rounds"]
    assert [len(one["bids"]) for one in (first, second)] == [10, 24]
    assert [sum("award" in bid for bid in one["bids"]) for one in (first, second)] == [5, 4]
    people, away = len(second["panel"]["people"]), second["panel"]["remote"]
    assert (people, people - away, away) == (13, 11, 2)
    assert (second["opens_on"], second["announced_on"]) == (date(2019, 4, 30), date(2019, 7, 3))


def test_what_was_learnt_is_answered_before_the_next_round_opens_and_votes_suggest(loaded: None) -> None:
    second = Round.objects.get(slug="phase-2")
    changes = DesignChange.objects.filter(kind="funding_round", key="phase-2")
    assert changes.exclude(verdict="").count() == 4
    opened = second.opened_at
    assert opened is not None
    assert all(change.decided_at and change.decided_at < opened for change in changes)
    result = FundingBallot.objects.get().result.file
    assert result["exposed"] == 0, "nobody's vote follows from the votes, so that they can be published"
    funded = FundingDecision.objects.funded().filter(bid__round__slug="phase-1").count()
    assert len(result["winners"]) == funded == 5
    assert ScoreSheet.objects.filter(bid__round=second).exclude(sent_at=None).exists()
    assert Presence.objects.filter(meeting__panel__round=second, remote=True).count() == 2


def test_anybody_works_out_again_what_the_demonstration_publishes(
    loaded: None, client: Client, tmp_path: Path
) -> None:
    """With the command of each guide, as the page shows it; one byte changed, and the program refuses."""
    pool = Pool.objects.get()
    draw = reverse("opportunities:draw_page", args=[pool.opportunity_id])
    _follow(client, tmp_path, "filling-places-fairly", draw, "Everything is right.")
    _follow(client, tmp_path, "deciding-together", reverse("panel:decided", args=["phase-1"]), "Right: these")


def _follow(client: Client, folder: Path, guide: str, page: str, good: str) -> None:
    """Download what the page links to, under the names of its command, and run that."""
    written = (settings.ROOT / "docs/guides" / f"{guide}.md").read_text()
    named = re.search(r"^    python (\w+\.py) (\S+) the-fingerprint", written, re.MULTILINE)
    html = client.get(page).content.decode()
    shown = re.search(r">python (\w+\.py) (\S+) ([0-9a-f]{64})<", html)
    assert named, "the guide names the command"
    assert shown, "the page shows it, ready to copy"
    assert (named[1], Path(named[2]).suffix) == (shown[1], Path(shown[2]).suffix)
    for link in re.findall(r'href="(/[^"]+)"', html[html.find("<main") :]):
        answer = client.get(link)
        held = re.search(r'filename="([^"]+)"', answer.headers.get("Content-Disposition", ""))
        if held:
            (folder / held[1]).write_bytes(answer.content)
    done = _run(folder, shown[0])
    assert done.returncode == 0, done.stdout + done.stderr
    assert good in done.stdout
    file = folder / shown[2]
    file.write_bytes(file.read_bytes().replace(b"e", b"f", 1))
    assert _run(folder, shown[0]).returncode != 0, "a byte was changed"


def _run(folder: Path, shown: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-I", *shlex.split(shown.strip("<>"))[1:]]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def test_the_award_since_is_confirmed_and_what_the_team_tells_is_claimed(loaded: None) -> None:
    award = SinceThen.objects.get(kind="award")
    assert (award.happened_on, award.confirmed_how) == (date(2019, 5, 15), "seen")
    others = SinceThen.objects.exclude(pk=award.pk)
    assert others.exists()
    assert set(others.values_list("confirmed_at", flat=True)) == {None}


def test_from_each_statement_three_clicks_reach_all_that_it_rests_on(loaded: None, client: Client) -> None:
    pages: dict[str, list[str]] = {}
    story, study = reverse("story:live"), reverse("projects:case_study", args=["aybi"])
    firsts = [f"{story}figures/{name}/" for name in STATEMENTS]
    assert set(firsts) <= set(_links(client, story, pages)), "each statement opens its figure"
    missing = {start: _unreached(client, start, CLICKS - 1, pages) for start in firsts}
    missing[study] = _unreached(client, study, CLICKS, pages)
    assert {start: names for start, names in missing.items() if names} == {}


def _wanted() -> dict[str, str]:
    award = Award.objects.get(project__slug="aybi")
    return {
        "outcome": r"^/outcomes/\d+/$", "evidence": r"^/outcomes/\d+/$", "theory": r"^/projects/aybi/theory/(\d+/)?$",
        "award": f"^{re.escape(reverse('funding:award', args=[award.reference]))}$",
        "vote": f"^{re.escape(reverse('panel:decided', args=['phase-1']))}$", "lesson": r"^/learning/\d+/$",
    }  # fmt: skip


def _unreached(client: Client, start: str, clicks: int, pages: dict[str, list[str]]) -> set[str]:
    seen, edge = {start}, {start}
    for _click in range(clicks):
        edge = {link for page in edge for link in _links(client, page, pages)} - seen
        seen |= edge
    return {name for name, wanted in _wanted().items() if not any(re.search(wanted, page) for page in seen)}


def _links(client: Client, page: str, pages: dict[str, list[str]]) -> list[str]:
    """The links in the main part of a page, each page read once."""
    if page not in pages:
        answer = client.get(page)
        html = answer.content.decode() if "html" in answer.headers.get("Content-Type", "") else ""
        main = html[html.find("<main") : html.find("</main>")]
        pages[page] = [link.split("#")[0] for link in re.findall(r'<a\b[^>]*?href="(/[^"]*)"', main)]
    return pages[page]
