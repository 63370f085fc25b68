"""The components of the design system, each with the promise that it keeps."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from alongside.foundation import charts, components
from alongside.foundation.figures import Figure, not_recorded


def show(source: str, **context: Any) -> str:
    """A template, rendered, with its white space made plain."""
    html = Template("{% load design %}" + source).render(Context(context))
    return re.sub(r"\s+", " ", html).strip()


@pytest.fixture
def arabic() -> Iterator[None]:
    with translation.override("ar"):
        yield


def test_figure_that_is_shown_is_a_link_with_its_base_and_date() -> None:
    figure = Figure("a.b", "identify as disabled", "39%", 39, 500, as_of=date(2026, 3, 1))
    html = show('{% figure figure "/story/figures/a.b/" %}', figure=figure)
    assert '<a class="al-figure__link" href="/story/figures/a.b/">' in html
    assert '<span class="al-figure__number"><bdi>39%</bdi></span>' in html
    assert "of 500 people" in html
    assert '<time datetime="2026-03-01">' in html


@pytest.mark.parametrize(
    ("status", "words"),
    [("too_few", "too few to show"), ("not_recorded", "not recorded yet")],
)
def test_figure_that_is_not_shown_says_why_and_gives_no_number(status: Any, words: str) -> None:
    figure = Figure("a.b", "use sign language", "7%", 7, 61, status=status)
    html = show('{% figure figure "/x/" %}', figure=figure)
    assert words in html
    assert f"al-figure--{status}" in html
    assert "7%" not in html
    assert "61" not in html


def test_figure_without_an_address_is_no_link() -> None:
    assert "<a " not in show("{% figure figure %}", figure=not_recorded("a.b"))


def a_chart(**more: Any) -> charts.Chart:
    bars = [
        charts.Bar("Under 35", 33, "33%", 48, "48%", 29, 37, "29% to 37%"),
        charts.Bar("Over 55", None, status="too_few", baseline=23, baseline_display="23%"),
    ]
    return charts.Chart("Age", "Each bar is a share.", "A third of us are young.", bars, maximum=100, **more)


def test_chart_is_a_sentence_a_named_picture_and_a_table_from_the_same_numbers() -> None:
    html = show("{% bar_chart chart %}", chart=a_chart(baseline_name="London 2021"))
    key = a_chart(baseline_name="London 2021").key
    assert "A third of us are young." in html
    assert f'role="img" aria-labelledby="{key}-name {key}-how"' in html
    assert f'<title id="{key}-name">Age</title>' in html
    assert html.count(">33%<") == 2  # once in the picture, once in the table
    assert html.count(">48%<") == 1  # in the table; in the picture it is a mark
    assert 'class="al-bars__mark-line" x1="48.00%"' in html
    assert re.findall(r'<th scope="row"[^>]*>([^<]+)', html) == ["Under 35", "Over 55"]


def test_chart_draws_no_rectangle_for_what_must_not_be_shown() -> None:
    html = show("{% bar_chart chart %}", chart=a_chart())
    assert html.count("<rect") == 1
    assert html.count("too few to show") == 2


@pytest.mark.parametrize("leak", [{"value": 3}, {"value": None, "low": 1}, {"value": None, "high": 9}])
def test_bar_that_is_not_shown_refuses_its_value(leak: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="must not carry its value"):
        charts.Bar("x", status="too_few", **leak)


def test_draw_left_to_right_places_bar_mark_and_interval() -> None:
    bar = charts.draw(a_chart()).bars[0]
    assert bar.rect == charts.Span("0.00%", "33.00%", "33.00%")
    assert bar.interval == charts.Span("29.00%", "8.00%", "37.00%")
    assert bar.mark == "48.00%"


def test_draw_right_to_left_is_the_mirror() -> None:
    drawing = charts.draw(a_chart(), rtl=True)
    bar = drawing.bars[0]
    assert (drawing.start, drawing.end) == ("100%", "0")
    assert bar.rect == charts.Span("67.00%", "33.00%", "100.00%")
    assert bar.interval == charts.Span("63.00%", "8.00%", "71.00%")
    assert bar.mark == "52.00%"


def test_draw_gives_long_labels_more_lines_and_more_height() -> None:
    short, long = (
        charts.Chart("n", "d", "s", [charts.Bar(label, 1, "1%")]) for label in ("A", "A long name " * 6)
    )
    assert len(charts.draw(long).bars[0].lines) > len(charts.draw(short).bars[0].lines) == 1
    assert float(charts.draw(long).height[:-2]) > float(charts.draw(short).height[:-2])


def test_chart_in_arabic_starts_at_the_right(arabic: None) -> None:
    html = show("{% bar_chart chart %}", chart=a_chart())
    assert 'x="67.00%"' in html


def test_summary_list_takes_rows_dictionaries_and_tuples() -> None:
    rows = [components.Row("a", ["b", "c"], "/x/", "the a"), {"key": "d", "value": "e"}, ("f", "g")]
    html = show("{% summary_list rows %}", rows=rows)
    assert re.findall(r"<bdi>(.*?)</bdi>", html) == ["b", "c", "e", "g"]
    assert 'Change<span class="govuk-visually-hidden"> the a</span>' in html


def test_components_escape_what_people_write() -> None:
    html = show(
        "{% tag evil %}{% notice title=evil %}{{ evil }}{% endnotice %}{% card title=evil %}{% endcard %}"
        "{% summary_list rows %}{% timeline moments %}{% bar_chart chart %}{% table evil columns cells %}",
        evil="<script>", rows=[("<script>", "<script>")], columns=["<script>"], cells=[["<script>"]],
        moments=[components.TimelineItem(date(2020, 1, 1), "<script>", "<script>")],
        chart=charts.Chart("<script>", "<script>", "<script>", [charts.Bar("<script>", 1, "<script>")]),
    )  # fmt: skip
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") > 12


def test_back_without_an_address_is_nothing() -> None:
    assert show("{% back url %}", url="") == ""
    assert 'href="/x/"' in show("{% back url %}", url="/x/")


def test_pagination_keeps_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/", {"q": "a b", "page": "2"})
    page = Paginator(range(100), 10).get_page(2)
    html = show("{% pagination page %}", page=page, request=request)
    assert 'href="?q=a+b&amp;page=1" rel="prev"' in html
    assert 'href="?q=a+b&amp;page=3" rel="next"' in html
    assert re.findall(r'aria-label="Page (\d+)" aria-current="page"', html) == ["2"]


def test_pagination_of_one_page_is_nothing() -> None:
    assert show("{% pagination page %}", page=Paginator([1], 10).get_page(1)) == ""


@pytest.mark.parametrize(
    ("precision", "machine"), [("day", "2019-07-03"), ("month", "2019-07"), ("year", "2019")]
)
def test_when_says_as_much_as_is_known(precision: str, machine: str) -> None:
    html = show("{% when day precision %}", day=date(2019, 7, 3), precision=precision)
    assert f'datetime="{machine}"' in html
    assert ("3" in html.split(">")[1]) is (precision == "day")


def test_when_shows_a_moment_in_local_time() -> None:
    html = show("{% when moment %}", moment=datetime(2019, 7, 3, 23, 30, tzinfo=UTC))
    assert 'datetime="2019-07-04T00:30+0100"' in html


def test_when_of_nothing_is_nothing() -> None:
    assert show("{% when none %}", none=None) == ""


def test_timeline_says_what_is_still_to_come_in_words() -> None:
    moment = components.TimelineItem(
        date(2030, 1, 1), "Next round", precision="year", future=True, label="Projects"
    )
    html = show("{% timeline moments %}", moments=[moment])
    assert "still to come" in html
    assert "Projects" in html


def test_table_names_its_rows_and_labels_its_cells() -> None:
    html = show("{% table 'By age' columns rows %}", columns=["Group", ("People", True)], rows=[["Young", 5]])
    assert '<th scope="row" class="govuk-table__header">Young</th>' in html
    assert '<td class="govuk-table__cell govuk-table__cell--numeric" data-label="People">5</td>' in html


def test_table_with_a_missing_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        show("{% table 'x' columns rows %}", columns=["a", "b"], rows=[["only one"]])


def test_button_is_a_link_only_with_an_address() -> None:
    assert show("{% button 'Go' %}").startswith('<button type="submit"')
    assert show("{% button 'Go' href='/x/' %}").startswith('<a href="/x/"')


def test_notice_says_its_kind_in_words() -> None:
    assert "There is a problem" in show("{% notice kind='error' %}x{% endnotice %}")
    assert "Done" in show("{% notice kind='success' %}x{% endnotice %}")
