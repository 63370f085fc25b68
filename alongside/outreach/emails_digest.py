"""The words of a round-up: one content, as plain text, as HTML, to print as a letter, and to read out on the phone."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.letters import absolute, centre_name, paragraphs, where_to_ask
from alongside.people.models import Member, ReachBy

from .models import DigestChoice
from .queries.digests import RoundUp

SALT = "outreach.round_up"


@dataclass(frozen=True)
class Line:
    """One thing that is new, and the address of its page as people can type it; "" where it is read out."""

    title: str
    url: str


@dataclass(frozen=True)
class Words:
    """Everything that a round-up says, in order."""

    subject: str
    opening: list[str]
    groups: list[tuple[str, list[Line]]]
    closing: list[str]
    links: list[Line]


def words(told: RoundUp, choice: DigestChoice | None) -> Words:
    """What a round-up says, in the language of its reader, in the plainest words where they asked for Easy Read."""
    member, easy = told.member, bool(choice and choice.easy_read)
    aloud = member.reach_by == ReachBy.PHONE
    with translation.override(member.language):
        groups = [
            (str(group.kind), [Line(one.title, "" if aloud else absolute(one.url)) for one in group.rows])
            for group in told.groups
        ]
        links = [] if aloud else _links(member)
        opening = _easy_opening(told) if easy else _opening(told)
        return Words(_subject(told), opening, groups, [*_closing(easy), where_to_ask()], links)


def _subject(told: RoundUp) -> str:
    count = len(told.rows)
    said = ngettext("%(count)d thing is new at %(centre)s", "%(count)d things are new at %(centre)s", count)
    return said % {"count": count, "centre": centre_name()}


def _opening(told: RoundUp) -> list[str]:
    since = formats.date_format(timezone.localtime(told.since), "DATE_FORMAT")
    return [
        _("Hello %(called)s") % {"called": told.member.called},
        _("This is new since %(day)s. What you did or opened yourself is left out.") % {"day": since},
    ]


def _easy_opening(told: RoundUp) -> list[str]:
    return [_("Hello %(called)s") % {"called": told.member.called}, _("Here is what is new.")]


def _closing(easy: bool) -> list[str]:
    if easy:
        return [_("You asked for this round-up. You can stop it.")]
    return [
        _("You get this because you asked for a round-up. You can change its day, or stop it, at any time.")
    ]


def _links(member: Member) -> list[Line]:
    return [
        Line(_("Change your round-up"), absolute(reverse("outreach:my_round_up"))),
        Line(_("Stop it with one press"), stop_url(member)),
    ]


def stop_url(member: Member) -> str:
    """Where one press stops the round-ups of a member, without signing in. It cannot be forged."""
    return absolute(reverse("outreach:stop_round_up", args=[signing.dumps(member.reference, salt=SALT)]))


def whose(token: str) -> str:
    """The reference of the member for whom a stop link was made. Raises django.core.signing.BadSignature."""
    reference: str = signing.loads(token, salt=SALT)
    return reference


def headers(member: Member) -> dict[str, str]:
    """What mail programs need to show their own button for stopping it (RFC 2369, RFC 2919, RFC 8058)."""
    with translation.override(member.language):
        stop, change = stop_url(member), absolute(reverse("outreach:my_round_up"))
    domain = settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
    return {
        "List-Id": f"<round-up.{domain}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Help": f"<{change}>",
    }


def as_text(said: Words) -> str:
    """Plain text: what is read in text mail, on paper, by phone. Says all that the HTML says."""
    groups = [
        "\n".join([name.upper() if name.isascii() else name, *(_as_line(line) for line in lines)])
        for name, lines in said.groups
    ]
    links = [f"{link.title}: {link.url}" for link in said.links]
    return paragraphs(*said.opening, *groups, *said.closing, *links)


def _as_line(line: Line) -> str:
    return f"- {line.title}\n  {line.url}" if line.url else f"- {line.title}"


def as_html(said: Words, language: str) -> str:
    """HTML without pictures, scripts or remote parts, that flows at 320 px."""
    with translation.override(language):
        context = {
            "said": said,
            "language": language,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
        }
        return render_to_string("outreach/round_up_mail.html", context)
