"""What a platform's file would do to the readings on record, line by line, before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import reading_exports
from ..models import STOCKS, Measure, ReachFile, Reading
from ..reading_exports import POSTS, Line, Problem, Sheet
from . import adding

NEW, CHANGED, SAME, OLDER = "new", "changed", "same", "older"
DEFINITIONS = {
    Measure.FOLLOWERS: gettext_lazy("Followers of the account on the day, as the platform’s file says"),
    Measure.REACH: gettext_lazy("Accounts reached on the day, as the platform’s file says"),
    Measure.IMPRESSIONS: gettext_lazy("Times that posts were shown on the day, as the platform’s file says"),
    Measure.ENGAGEMENTS: gettext_lazy(
        "Times that somebody did something with a post on the day, as the file says"
    ),
    Measure.RECIPIENTS: gettext_lazy("Recipients on the day, as the file says"),
    Measure.ATTENDEES: gettext_lazy("People who came on the day, as the file says"),
}
OF_A_POST = gettext_lazy(
    "Of this post alone, from its day to the day of the file, as the platform’s file says"
)


@dataclass(frozen=True)
class Outcome:
    """What one number of one line would do. `before` is the reading that holds today, if any."""

    line: Line
    measure: str
    value: int
    state: str
    before: Reading | None = None

    @property
    def shown(self) -> str:
        """The number of the file, with its thousands apart."""
        return adding.grouped(self.value)


@dataclass(frozen=True)
class Preview:
    """What a whole file would do, and the lines that cannot be taken in, each with its sentence."""

    sheet: Sheet
    outcomes: list[Outcome]
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many numbers are in each state."""
        seen = Counter(one.state for one in self.outcomes)
        return {state: seen[state] for state in (NEW, CHANGED, SAME, OLDER)} | {"problem": len(self.problems)}

    @property
    def to_do(self) -> list[Outcome]:
        """The numbers that would be written down."""
        return [one for one in self.outcomes if one.state in (NEW, CHANGED)]

    @property
    def days(self) -> str:
        """From which day to which the file tells, in words."""
        seen = [line.day for line in self.sheet.lines]
        return adding.days(min(seen), max(seen)) if seen else ""


def preview(uploaded: ReachFile) -> Preview:
    """What a file would do today. Two queries, however long it is. Raises reading_exports.Unreadable."""
    sheet = reading_exports.read(
        bytes(uploaded.content), last_day=uploaded.exported_on, day_first=uploaded.day_first
    )
    known = _on_record(uploaded, sheet)
    outcomes: list[Outcome] = []
    problems = list(sheet.problems)
    for line in sheet.lines:
        overlapping = next(_in_the_way(line, known), None) if not line.post else None
        if overlapping is not None:
            problems.append(Problem(line.number, _overlaps(overlapping)))
            continue
        outcomes += [_judge(uploaded, line, measure, value, known) for measure, value in line.values.items()]
    return Preview(sheet, outcomes, sorted(problems, key=lambda one: one.number))


@dataclass(frozen=True)
class _Known:
    exact: dict[tuple[str, str], Reading]
    longer: list[Reading]


def _on_record(uploaded: ReachFile, sheet: Sheet) -> _Known:
    rows = Reading.objects.current().filter(channel_id=uploaded.channel_id, measure__in=sheet.measures)
    if sheet.shape == POSTS:
        found = rows.exclude(post="").select_related("file")
        return _Known({(row.measure, row.post): row for row in found}, [])
    found = rows.of_account().select_related("file")
    days = [row for row in found if row.of_one_day]
    exact = {(row.measure, row.since.isoformat()): row for row in days}
    return _Known(exact, [row for row in found if not row.of_one_day])


def _in_the_way(line: Line, known: _Known) -> Iterator[Reading]:
    for row in known.longer:
        if row.measure in line.values and row.since <= line.day <= row.until:
            yield row


def _overlaps(row: Reading) -> str:
    told = {"measure": str(Measure(row.measure).label), "days": adding.period(row)}
    return (
        _(
            "Its day lies in a reading of %(measure)s for %(days)s, so it would count twice. Take that one back first."
        )
        % told
    )


def _judge(uploaded: ReachFile, line: Line, measure: str, value: int, known: _Known) -> Outcome:
    before = known.exact.get((measure, line.post or line.day.isoformat()))
    if before is None:
        state = NEW
    elif before.value == value:
        state = SAME
    else:
        state = OLDER if before.known_on > uploaded.exported_on else CHANGED
    return Outcome(line, measure, value, state, before)


def reading_of(uploaded: ReachFile, outcome: Outcome) -> tuple[date, date, str]:
    """From when to when a number of a file tells, and what it means."""
    line = outcome.line
    if line.post and outcome.measure not in STOCKS:
        return line.day, uploaded.exported_on, str(OF_A_POST)
    return line.day, line.day, str(DEFINITIONS[Measure(outcome.measure)])


def waiting(channel_id: int) -> list[ReachFile]:
    """Files of a channel that wait for somebody to look at them."""
    rows = ReachFile.objects.filter(channel_id=channel_id, taken_in_at=None, discarded_at=None)
    return list(rows.defer("content"))
