"""Every newsletter that was sent, for everybody: as a page, as text, in Easy Read, and as feeds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from alongside.foundation import doors, languages, pages
from alongside.foundation.letters import centre_name

from .. import rules
from ..models import Issue
from ..newsletter import letters, text
from ..newsletter.words import Reader
from ..queries import archive as questions
from ..queries.pieces import Content


@doors.open_to(doors.EVERYONE)
def archive(request: HttpRequest) -> HttpResponse:
    """Every newsletter that was sent, newest first."""
    page = pages.paged(request, questions.sent())
    return pages.show(request, "outreach/archive", page=page, runs=rules.runs(request))


def _opened(number: int, *, easy: bool) -> tuple[Issue, Content]:
    issue: Issue = pages.found_or_404(Issue.objects.archived(), number=number)
    return issue, questions.opened(issue, languages.of_words(), easy=easy)


@doors.open_to(doors.EVERYONE)
def issue(request: HttpRequest, number: int) -> HttpResponse:
    """One newsletter as a page, in the language of the page where it has that."""
    return _page(request, number, easy=False)


@doors.open_to(doors.EVERYONE)
def easy_issue(request: HttpRequest, number: int) -> HttpResponse:
    """One newsletter in Easy Read."""
    return _page(request, number, easy=True)


def _page(request: HttpRequest, number: int, *, easy: bool) -> HttpResponse:
    found, content = _opened(number, easy=easy)
    others = [(code, get_language_info(code)["name_local"], _address(number, code, easy)) for code in found.languages
              if code != content.language]  # fmt: skip
    return pages.show(
        request, "outreach/issue", issue=found, content=content, others=others,
        instead=content.language != languages.of_words(),
    )  # fmt: skip


def _address(number: int, code: str, easy: bool) -> str:
    return languages.in_language(
        reverse("outreach:easy_issue" if easy else "outreach:issue", args=[number]), code
    )


@doors.open_to(doors.EVERYONE)
def issue_text(request: HttpRequest, number: int) -> HttpResponse:
    """One newsletter as plain text."""
    return _text(number, easy=False)


@doors.open_to(doors.EVERYONE)
def easy_issue_text(request: HttpRequest, number: int) -> HttpResponse:
    """One newsletter as plain text in Easy Read."""
    return _text(number, easy=True)


def _text(number: int, *, easy: bool) -> HttpResponse:
    _found, content = _opened(number, easy=easy)
    with translation.override(content.language):
        words = text.render(content, Reader(basis=""))
    answer = HttpResponse(words, content_type="text/plain; charset=utf-8")
    answer["Content-Language"] = content.language
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@doors.open_to(doors.EVERYONE)
def print_issue(request: HttpRequest, number: int) -> HttpResponse:
    """One newsletter in large print, as PDF: to print and to hand out."""
    return _print(number, easy=False)


@doors.open_to(doors.EVERYONE)
def print_easy_issue(request: HttpRequest, number: int) -> HttpResponse:
    """One newsletter in Easy Read, as PDF."""
    return _print(number, easy=True)


def _print(number: int, *, easy: bool) -> HttpResponse:
    found, content = _opened(number, easy=easy)
    assert found.started_at is not None
    made = letters.letters([letters.Letter(content, Reader(basis=""))], found.started_at)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="newsletter-{number}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


class IssuesFeed(Feed):  # type: ignore[type-arg]  # Django's own class takes no parameters when it runs
    """The archive as RSS 2.0, in the language of the address."""

    feed_type: Any = Rss201rev2Feed
    most = 20

    def title(self) -> str:
        return _("The newsletter of %(centre)s") % {"centre": centre_name()}

    def description(self) -> str:
        return _("Every newsletter that was sent, newest first.")

    subtitle = description

    def link(self) -> str:
        return reverse("outreach:archive")

    def items(self) -> Sequence[Issue]:
        return list(questions.sent()[: self.most])

    def item_title(self, item: Any) -> SafeString:
        return cast(SafeString, self._content(item).subject)

    def item_description(self, item: Any) -> str:
        return str(linebreaks(self._content(item).intro, autoescape=True))

    def item_link(self, item: Issue) -> str:
        return reverse("outreach:issue", args=[item.number])

    def item_pubdate(self, item: Issue) -> datetime | None:
        return item.started_at

    def _content(self, item: Issue) -> Content:
        return questions.opened(item, languages.of_words())


class AtomIssuesFeed(IssuesFeed):
    """The same as Atom."""

    feed_type = Atom1Feed


@doors.open_to(doors.EVERYONE)
def issues_rss(request: HttpRequest) -> HttpResponseBase:
    """The archive as RSS."""
    return IssuesFeed()(request)


@doors.open_to(doors.EVERYONE)
def issues_atom(request: HttpRequest) -> HttpResponseBase:
    """The archive as Atom."""
    return AtomIssuesFeed()(request)
