"""What waits for coordinators: printed editions that carry withdrawn words, and consents that end soon."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import doors, waiting
from alongside.people import rules as people

from . import queries
from .models import SignOff
from .queries import desk


def waiting_for(request: HttpRequest) -> Iterator[waiting.Waiting]:
    """For coordinators only: one line for each printed edition to replace, one for consents that end soon."""
    yield from _asked(request)
    if not doors.roles_of(request) & doors.COORDINATORS:
        return
    for edition, count in queries.still_carrying():
        yield waiting.Waiting(
            title=_("Printed edition “%(title)s” still carries a withdrawn quote") % {"title": edition.title},
            url=reverse("story:arrange") + "#printed",
            hint=ngettext(
                "%(count)s quote. Print the leaflet again: the copy online is without it.",
                "%(count)s quotes. Print the leaflet again: the copy online is without them.",
                count,
            )
            % {"count": count},
            status=_("To do"),
            kind="attention",
        )
    soon = queries.quotes_expiring_soon()
    if soon:
        yield waiting.Waiting(
            title=ngettext(
                "Consent for %(count)s quote ends soon", "Consent for %(count)s quotes ends soon", len(soon)
            )
            % {"count": len(soon)},
            url=reverse("story:arrange"),
            hint=_("Ask the person again, or the quote hides by itself."),
            due=soon[0].consent.expires_on,
            status=_("To do"),
            kind="waiting",
        )


def _asked(request: HttpRequest) -> Iterator[waiting.Waiting]:
    """What somebody was asked about an edition: to sign it off, and whether their words are right."""
    member = people.member_of(request.user)
    if member is None:
        return
    mine = SignOff.objects.filter(member=member, signed_at=None, draft__edition=None, draft__dropped_at=None)
    for row in mine.select_related("draft"):
        yield waiting.Waiting(
            title=_("Sign off the edition “%(title)s”") % {"title": row.draft.title},
            url=reverse("story:sign_off", args=[row.pk]), status=_("To do"), kind="attention",
        )  # fmt: skip
    if any(answer and answer.answered_at is None for _quote, answer in desk.my_quotes(member.pk)):
        yield waiting.Waiting(
            title=_("Say whether your words in the story are right"), url=reverse("story:my_words"),
            status=_("To do"), kind="attention",
        )  # fmt: skip
