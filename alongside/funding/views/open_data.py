"""Awards as open data: the file that was published last, and the page on which it is published."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation import actors, doors, once, pages

from .. import actions as funding
from ..forms.money import PublisherForm
from ..models import Publication, Publisher
from ..queries import publishing
from .money_pages import Step, act, posted, show

PUBLISHES = gettext_noop(
    "The centre checks the file before it leaves. Everybody can download what was published."
)
CENTRE_ONLY = gettext_noop("How 360Giving knows the centre is written down by an administrator.")


@doors.open_to(doors.EVERYONE)
@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """The file that was published last."""
    return _shared(_latest().content, "application/json")


@doors.open_to(doors.EVERYONE)
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """The same for spreadsheets."""
    response = _shared(f"\ufeff{_latest().spreadsheet}", "text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="360giving.csv"'
    return response


def _latest() -> Publication:
    row = publishing.latest()
    if row is None:
        raise Http404
    return row


def _shared(content: str, kind: str) -> HttpResponse:
    response = HttpResponse(content.encode(), content_type=kind)
    response["Access-Control-Allow-Origin"] = "*"
    return response


@doors.open_to(doors.COORDINATORS, why_not_members=PUBLISHES)
def publish(request: HttpRequest) -> HttpResponse:
    """What was published, what would be published now, and what may not leave."""
    return show(
        request, "publish", publisher=Publisher.objects.first(), draft=publishing.draft(),
        published=list(Publication.objects.defer("content", "spreadsheet")[:20]),
        administers=bool(doors.roles_of(request) & doors.ADMINISTRATORS),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=PUBLISHES)
@require_POST
@once.guard
def publish_awards(request: HttpRequest) -> HttpResponse:
    """Publish every agreed award as it stands."""
    try:
        funding.publish_awards(by=actors.of_request(request))
    except (funding.CannotMove, ValidationError) as refusal:
        pages.say(request, str(refusal))
    else:
        pages.say(request, _("Published. Everybody can download it."))
    return redirect("funding:publish")


@doors.open_to(doors.ADMINISTRATORS, why_not_members=CENTRE_ONLY)
@once.guard
def set_publisher(request: HttpRequest) -> HttpResponse:
    """Write down how 360Giving knows the centre."""
    row = Publisher.objects.first()
    known = (
        {"given_prefix": row.prefix, "organisation_id": row.organisation_id, "name": row.name} if row else {}
    )
    form = PublisherForm(posted(request), initial=known)
    lead = _("360Giving gives each publisher a prefix. Write to them first, and nothing is made up here.")
    return act(
        request, Step(_("How 360Giving knows the centre"), _("Keep this"), (lead,)), form,
        lambda: funding.set_publisher(by=actors.of_request(request), **form.publisher()),
        said=_("Kept."), to=("funding:publish",),
    )  # fmt: skip
