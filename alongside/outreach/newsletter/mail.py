"""An issue as a mailing: one version of the words for each kind of reader, and the headers that all share."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from alongside.foundation import languages
from alongside.foundation.letters import absolute
from alongside.foundation.models import Centre
from alongside.foundation.sending import To, Version, slot

from ..models import Issue
from ..queries import links, pieces
from ..queries.sending import Copy
from . import html, text
from .words import Reader, hello


def list_id() -> str:
    """The name of the list (RFC 2919)."""
    return f"newsletter.{urlsplit(str(settings.SITE_URL)).hostname or 'localhost'}"


def headers() -> dict[str, str]:
    """What every mail of the newsletter carries (RFC 2369, RFC 8058); the link to stop is each reader's own."""
    centre = Centre.current()
    ask = (
        f"mailto:{centre.help_email}"
        if centre and centre.help_email
        else absolute(reverse("outreach:subscribe"))
    )
    return {
        "List-Unsubscribe": f"<{slot('stop')}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Help": f"<{ask}>", "List-Archive": f"<{absolute(reverse('outreach:archive'))}>",
        "Precedence": "list",
    }  # fmt: skip


def version(issue: Issue, copy: Copy) -> Version:
    """The words for everybody who gets the same version as this copy, with slots for what is their own."""
    return version_of(issue, copy.language, easy=copy.easy, instead=bool(copy.wanted))


def version_of(issue: Issue, language: str, *, easy: bool, instead: bool) -> Version:
    """The words in a language; `instead` for those who asked for another one."""
    with translation.override(language):
        content = pieces.content(issue, language, easy=easy)
        reader = Reader(
            hello=slot("hello"), stop=slot("stop"), choices=slot("choices"), basis=issue.basis,
            wanted=slot("wanted") if instead else "",
        )  # fmt: skip
        return Version(content.subject, text.render(content, reader), html.render(content, reader), language)


def to(issue: Issue, copy: Copy) -> To:
    """A recipient, with what goes into the slots."""
    with translation.override(copy.language):
        fill = own(issue, copy)
    return To(copy.reach.to, copy.reach.name, copy.version, fill, str(copy.subscriber.pk))


def own(issue: Issue, copy: Copy) -> dict[str, str]:
    """A reader's own words, in the active language."""
    return {
        "hello": hello(copy.reach.name, copy.reach.reader),
        "stop": links.unsubscribe_url(copy.subscriber, f"issue-{issue.number}"),
        "choices": links.preferences_url(copy.subscriber),
        "wanted": str(languages.name(copy.wanted)) if copy.wanted else "",
    }  # fmt: skip


def reader_of(issue: Issue, copy: Copy) -> Reader:
    """A reader as the words address them, in the active language: for letters, calls and previews."""
    mine = own(issue, copy)
    by_hand = copy.reach.way != "email"
    return Reader(
        hello=mine["hello"], stop="" if by_hand else mine["stop"], choices="" if by_hand else mine["choices"],
        basis=issue.basis, wanted=copy.wanted, by_hand=by_hand,
    )  # fmt: skip
