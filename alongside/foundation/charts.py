"""Bar charts as plain geometry: the sentence, the picture and the table come from the same numbers.

A picture has no scale of its own: widths are shares of the room there is, heights are in `em`. So it fits a
phone of 320 px and grows with the reader's letters. A number that may not be shown has no rectangle at all.
"""

import hashlib
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .figures import STATUS_WORDS, Status

Text = str | Promise

LETTERS_PER_LINE = 30
LINE, BAR, GAP = 1.35, 1.25, 1.15


@dataclass(frozen=True)
class Bar:
    """One bar. `value`, `baseline`, `low` and `high` share the unit of the chart; `low` to `high` is an
    interval.

    When `status` is not "shown" the bar has no value: giving one raises ValueError, so that none can leak.
    """

    label: Text
    value: float | None
    display: Text = ""
    baseline: float | None = None
    baseline_display: Text = ""
    low: float | None = None
    high: float | None = None
    interval_display: Text = ""
    status: Status = "shown"

    def __post_init__(self) -> None:
        if self.status != "shown" and any(part is not None for part in (self.value, self.low, self.high)):
            raise ValueError("A bar that is not shown must not carry its value.")
        if self.status == "shown" and self.value is None:
            raise ValueError("A bar that is shown needs a value.")

    @property
    def words(self) -> Text:
        """What stands beside the bar: its value, or why there is none."""
        return self.display if self.status == "shown" else STATUS_WORDS[self.status]


@dataclass(frozen=True)
class Chart:
    """A bar chart. `name` says what it is, `description` how to read it, `sentence` what it finds.

    `columns` heads the table: label, value, baseline. `maximum` is the full width, 100 for shares.
    """

    name: Text
    description: Text
    sentence: Text
    bars: Sequence[Bar]
    columns: tuple[Text, Text, Text] = (_("Group"), _("Our share"), _("Compared with"))
    baseline_name: Text = ""
    maximum: float | None = None
    notes: Sequence[Text] = field(default_factory=tuple)

    @property
    def key(self) -> str:
        """A short word that tells this chart from the others on a page."""
        return "chart-" + hashlib.sha256(f"{self.name}|{self.baseline_name}".encode()).hexdigest()[:8]

    @property
    def full(self) -> float:
        """The value that fills the whole width."""
        seen = [part for bar in self.bars for part in (bar.value, bar.baseline, bar.high) if part is not None]
        return self.maximum or max([*seen, 0]) or 1

    @property
    def has_baseline(self) -> bool:
        """Whether any bar is compared with something."""
        return any(bar.baseline is not None for bar in self.bars)

    @property
    def has_interval(self) -> bool:
        """Whether any bar says how sure it is."""
        return any(bar.low is not None and bar.high is not None for bar in self.bars)


@dataclass(frozen=True)
class Span:
    """From one place to another along the width, as shares that SVG understands."""

    start: str
    width: str
    end: str


@dataclass(frozen=True)
class DrawnBar:
    """One bar on paper. Heights are in em from the top; `rect`, `interval` and `mark` may be missing."""

    bar: Bar
    lines: list[tuple[str, str]]
    words_y: str
    bar_y: str
    middle_y: str
    mark_top: str
    mark_end: str
    rect: Span | None
    interval: Span | None
    mark: str | None


@dataclass(frozen=True)
class Drawing:
    """A chart, ready for its template."""

    chart: Chart
    bars: list[DrawnBar]
    height: str
    rtl: bool
    bar_height: str = f"{BAR}em"

    @property
    def start(self) -> str:
        """Where lines begin."""
        return "100%" if self.rtl else "0"

    @property
    def end(self) -> str:
        """Where lines end."""
        return "0" if self.rtl else "100%"


def draw(chart: Chart, *, rtl: bool = False) -> Drawing:
    """Lay the chart out, from the right when `rtl`."""
    bars = list(_draw_bars(chart, rtl))
    bottom = sum(_height(bar) for bar in chart.bars)
    return Drawing(chart, bars, _em(bottom), rtl)


def _draw_bars(chart: Chart, rtl: bool) -> Iterator[DrawnBar]:
    top = 0.0
    for bar in chart.bars:
        lines = _lines(bar)
        bar_y = top + LINE * len(lines) + 0.25
        shown = bar.status == "shown"
        yield DrawnBar(
            bar=bar,
            lines=[(text, _em(top + LINE * (row + 0.75))) for row, text in enumerate(lines)],
            words_y=_em(top + LINE * (len(lines) - 0.25)),
            bar_y=_em(bar_y),
            middle_y=_em(bar_y + BAR / 2),
            mark_top=_em(bar_y - 0.3),
            mark_end=_em(bar_y + BAR + 0.3),
            rect=_span(0, bar.value, chart.full, rtl) if shown else None,
            interval=_span(bar.low, bar.high, chart.full, rtl) if shown and bar.low is not None else None,
            mark=None if bar.baseline is None else _place(bar.baseline, chart.full, rtl),
        )
        top += _height(bar)


def _lines(bar: Bar) -> list[str]:
    """The label in lines; the last one leaves room for the words that stand at its end."""
    lines = textwrap.wrap(str(bar.label), LETTERS_PER_LINE) or [""]
    return lines if len(lines[-1]) + len(str(bar.words)) + 2 <= LETTERS_PER_LINE else [*lines, ""]


def _height(bar: Bar) -> float:
    return LINE * len(_lines(bar)) + 0.25 + BAR + GAP


def _span(start: float | None, end: float | None, full: float, rtl: bool) -> Span | None:
    if start is None or end is None:
        return None
    near, far = (end, start) if rtl else (start, end)
    return Span(_place(near, full, rtl), _percent(abs(end - start), full), _place(far, full, rtl))


def _place(value: float, full: float, rtl: bool) -> str:
    return _percent(full - value if rtl else value, full)


def _percent(value: float, full: float) -> str:
    return f"{min(max(100 * value / full, 0), 100):.2f}%"


def _em(height: float) -> str:
    return f"{height:.2f}em"
