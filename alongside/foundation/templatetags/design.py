"""The components of the design system. `{% load design %}`; every one is shown on the pattern page.

Values come from `foundation.components` and `foundation.charts`; dictionaries and tuples of the same shape
work too.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django import template
from django.core.paginator import Page
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import formats, timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .. import charts, components, forms, languages
from ..figures import STATUS_WORDS

register = template.Library()
Shape = TypeVar("Shape")

FOLDER = "foundation/components"
DATE_FORMATS = {"day": "DATE_FORMAT", "month": "YEAR_MONTH_FORMAT", "year": "Y", "minute": "DATETIME_FORMAT"}
MACHINE_FORMATS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y", "minute": "%Y-%m-%dT%H:%M%z"}


def _render(name: str, /, **context: Any) -> SafeString:
    return render_to_string(f"{FOLDER}/{name}.html", context)


def _shaped(kind: type[Shape], values: Iterable[Any]) -> list[Shape]:
    """Values of one kind from values, dictionaries or tuples."""
    return [_one(kind, value) for value in values]


@register.simple_tag
def field(bound: Any, heading: bool = False, label_size: str = "", label: str = "") -> SafeString:
    """A form field: label, hint, error and input. `heading` makes its label the h1 of the page."""
    return forms.render_field(bound, heading=heading, label_size=label_size, label=label)


@register.simple_tag
def error_summary(*given: Any) -> SafeString:
    """What needs another look, each line a link to its field. Nothing when all is well."""
    errors = forms.errors_of(*given)
    return _render("error_summary", errors=errors) if errors else SafeString("")


@register.simple_tag
def error_prefix(*given: Any) -> str:
    """ "Error: " for the title of the page."""
    return forms.error_prefix(*given)


@register.simple_tag
def button(
    label: str,
    kind: str = "primary",
    href: str = "",
    name: str = "",
    value: str = "",
    size: str = "",
    form: str = "",
    about: str = "",
) -> SafeString:
    """A button, or a link like one (`href`). kind: primary, secondary, warning, quiet, inverse.

    `about` is read out after the label, where several buttons of a page say the same.
    """
    return _render(
        "button", label=label, kind=kind, href=href, name=name, value=value, size=size, form=form, about=about
    )


@register.simple_block_tag
def buttons(content: str) -> SafeString:
    """A row of buttons."""
    return format_html('<div class="govuk-button-group">{}</div>', content)


@register.simple_tag
def summary_list(rows: Iterable[Any], title: str = "") -> SafeString:
    """Questions and answers, or facts, with links to change them. `title` makes it a card."""
    shaped = _shaped(components.Row, rows)
    return _render("summary_list", rows=shaped, title=title, changes=any(row.change_url for row in shaped))


@register.simple_tag
def back(url: str, label: str = "") -> SafeString:
    """The way back. Nothing without an address."""
    return _render("back", url=url, label=label) if url else SafeString("")


@register.simple_tag
def breadcrumbs(items: Iterable[Any]) -> SafeString:
    """Where the reader is."""
    return _render("breadcrumbs", items=_shaped(components.Crumb, items))


@register.simple_tag
def lang_of(language: str) -> SafeString:
    """The `lang` of words that somebody wrote, where it is not the language of the page; else nothing."""
    if not language or languages.of_words(language) == languages.of_words():
        return SafeString("")
    return format_html(' lang="{}"', languages.tag(language))


@register.filter
def language_tag(code: str) -> str:
    """A language of ours as HTML names it."""
    return languages.tag(code)


@register.simple_tag
def tag(text: str, kind: str = "neutral") -> SafeString:
    """A state in words, in a pill. kind: neutral, good, waiting, attention, stopped, info, brand."""
    return format_html('<strong class="al-tag al-tag--{}">{}</strong>', kind, text)


@register.simple_tag
def figure(figure: Any, url: str = "", size: str = "") -> SafeString:
    """A public figure that opens to its definition; in words when there is no number to show."""
    return _render("figure", figure=figure, url=url, size=size)


@register.simple_block_tag
def figures(content: str) -> SafeString:
    """A grid of figures."""
    return format_html('<div class="al-figures">{}</div>', content)


@register.simple_tag
def not_shown(status: str) -> SafeString:
    """Why there is no number: too_few, held or not_recorded."""
    return format_html('<span class="al-not-shown al-not-shown--{}">{}</span>', status, STATUS_WORDS[status])


@register.simple_tag
def bar_chart(chart: charts.Chart, heading_level: int = 0) -> SafeString:
    """A chart: sentence, picture and table. `heading_level` 2 to 4 shows its name as a heading."""
    drawing = charts.draw(chart, rtl=translation.get_language_bidi())
    return _render("bar_chart", drawing=drawing, chart=chart, heading_level=heading_level)


@register.simple_tag
def timeline(items: Iterable[Any], level: int = 3) -> SafeString:
    """Moments in order, from the top down."""
    return _render("timeline", items=_shaped(components.TimelineItem, items), level=level)


@register.simple_tag
def task_list(tasks: Iterable[Any]) -> SafeString:
    """What waits for somebody."""
    return _render("task_list", tasks=_shaped(components.Task, tasks))


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page[Any], param: str = "page") -> SafeString:
    """Earlier and later pages; the rest of the address stays as it is. Nothing when there is one page."""
    if page.paginator.num_pages < 2:
        return SafeString("")
    request = context.get("request")
    query = request.GET.copy() if request else None

    def url(number: int) -> str:
        if query is None:
            return f"?{param}={number}"
        query[param] = str(number)
        return f"?{query.urlencode()}"

    numbers = [
        {"number": number, "url": url(number), "current": number == page.number}
        if isinstance(number, int)
        else {"gap": True}
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return _render(
        "pagination", page=page, numbers=numbers,
        previous=url(page.previous_page_number()) if page.has_previous() else "",
        next=url(page.next_page_number()) if page.has_next() else "",
    )  # fmt: skip


@register.simple_tag
def when(moment: date | datetime | None, precision: str = "") -> SafeString:
    """A date as people of this language write it, that machines can read too. Nothing for None."""
    if moment is None:
        return SafeString("")
    if isinstance(moment, datetime):
        moment, precision = timezone.localtime(moment), precision or "minute"
    precision = precision or "day"
    shown = formats.date_format(moment, DATE_FORMATS[precision])
    return format_html('<time datetime="{}">{}</time>', moment.strftime(MACHINE_FORMATS[precision]), shown)


@register.filter
def apart(words: object) -> SafeString:
    """Words in a direction of their own, such as "7 x 3" within an Arabic sentence."""
    return format_html("<bdi>{}</bdi>", words)


@register.simple_block_tag
def card(
    content: str, title: str = "", url: str = "", kind: str = "", label: str = "", level: int = 3
) -> SafeString:
    """A card. `url` links its title; `label` is a small word above it. kind: "", brand, accent, quiet."""
    return _render("card", content=content, title=title, url=url, kind=kind, label=label, level=level)


@register.simple_block_tag
def cards(content: str) -> SafeString:
    """A grid of cards."""
    return format_html('<div class="al-cards">{}</div>', content)


@register.simple_block_tag
def quote(content: str, by: str = "", role: str = "", place: str = "") -> SafeString:
    """What somebody said, with the name that they chose to be known by."""
    return _render("quote", content=content, by=by, role=role, place=place)


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "") -> SafeString:
    """Something to notice. kind: info, success, warning, error."""
    return _render("notice", content=content, kind=kind, title=title or notice_title(kind))


@register.simple_tag
def notice_title(kind: str) -> str:
    """The word at the head of a notice, so that colour never says it alone."""
    words = {"success": _("Done"), "warning": _("Please note"), "error": _("There is a problem")}
    return words.get(kind, _("For your information"))


@register.simple_block_tag
def done(content: str, title: str = "") -> SafeString:
    """It worked: the heading of a page that confirms."""
    return _render("done", content=content, title=title)


@register.simple_block_tag
def details(content: str, summary: str = "", open: bool = False) -> SafeString:
    """More to read for who wants it; opens without a script."""
    return _render("details", content=content, summary=summary, open=open)


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """A quiet aside."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_tag
def empty(text: str, url: str = "", label: str = "") -> SafeString:
    """Nothing here yet, and what to do about it."""
    return _render("empty", text=text, url=url, label=label)


@register.simple_tag
def table(
    caption: str, columns: Iterable[Any], rows: Iterable[Iterable[Any]], hide_caption: bool = False
) -> SafeString:
    """A table whose first column names its rows. On a narrow screen every row becomes a small card."""
    heads = [_one(components.Column, column) for column in columns]
    lines = [list(zip(heads, row, strict=True)) for row in rows]
    return _render("table", caption=caption, columns=heads, rows=lines, hide_caption=hide_caption)


def _one(kind: Any, value: Any) -> Any:
    if isinstance(value, kind):
        return value
    if isinstance(value, Mapping):
        return kind(**value)
    return kind(*value) if isinstance(value, list | tuple) else kind(value)
