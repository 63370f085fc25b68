"""Minutes as readers see them: agreed for everybody, open for those who were there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.documents.queries import provenance
from alongside.foundation import actors, differing, doors, once
from alongside.people.models import Member

from .. import actions as gatherings
from .. import rules
from ..forms.minutes import CorrectionForm
from ..models import Item, ItemKind, Minutes, Session
from ..queries import decided
from ..queries import minutes as queries
from . import parts, posted
from .pages import me, say, session_or_404, show


@doors.open_to(doors.EVERYONE)
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The agreed minutes, without the names of those who did not say that they may be named."""
    session = session_or_404(pk)
    found = queries.of(session)
    if found is None or found.agreed_at is None:
        if found is not None and _may_see(request, found):
            return redirect("gatherings:check_minutes", pk)
        raise Http404
    unnamed, version = queries.unnamed(session), queries.newest(found)
    return show(
        request, "minutes", session=session, minutes=found,
        text=queries.without_names(version.text if version else "", unnamed), items=_public_items(session, unnamed),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
def check_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as they stand, what changed since they were opened, and my own corrections."""
    found = open_or_404(request, pk)
    member, version, opened = me(request), queries.newest(found), queries.as_opened(found)
    changed = version is not None and opened is not None and version.pk != opened.pk
    return show(
        request, "check_minutes", session=found.session, minutes=found, text=version.text if version else "",
        pieces=differing.pieces(opened.text, version.text) if changed and opened and version else [],
        items=queries.items(found.session), mine=list(found.corrections.filter(member=member)),
        corrects=found.is_open and queries.may_correct(found.session, member),
        runs=rules.runs(request, member, found.session),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@once.guard
def suggest_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Suggest a change in my own words."""
    found, member = open_or_404(request, pk), me(request)
    if not queries.may_correct(found.session, member):
        raise Http404
    form = CorrectionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            gatherings.suggest_correction(found, member, by=actors.of_request(request), **form.cleaned_data)
        except gatherings.NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            say(request, _("Thank you. You get an answer to what you suggested."))
            return redirect("gatherings:check_minutes", pk)
    version = queries.newest(found)
    return show(
        request, "suggest_correction", session=found.session, form=form, text=version.text if version else ""
    )


@doors.open_to(doors.SIGNED_IN)
def minutes_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version, and what each changed."""
    found = open_or_404(request, pk)
    versions = list(found.versions.order_by("number"))
    shown = [
        (one, differing.pieces(before.text if before else "", one.text))
        for before, one in zip([None, *versions], versions, strict=False)
    ]
    return show(request, "minutes_versions", session=found.session, minutes=found, versions=shown[::-1])


@doors.open_to(doors.SIGNED_IN)
def my_items(request: HttpRequest) -> HttpResponse:
    """What I said that I would do."""
    member = me(request)
    mine = Item.objects.filter(owner=member).select_related("session")
    return show(
        request,
        "my_items",
        to_do=list(mine.to_do()),
        done=list(mine.exclude(done_at=None).order_by("-done_at")[:20]),
    )


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def finish_item(request: HttpRequest, number: int) -> HttpResponse:
    """It is done: said by whoever does it, or by those who run the session."""
    item = Item.objects.select_related("session").filter(pk=number, kind="action").first()
    if item is None:
        raise Http404
    member = me(request)
    own = item.owner_id == member.pk
    if not (own or rules.runs(request, member, item.session)):
        raise Http404
    gatherings.finish_item(item, by=actors.of_request(request))
    say(request, _("Thank you. It is done."))
    return redirect("gatherings:my_items") if own else redirect("gatherings:minutes_items", item.session_id)


@parts.on_page("minutes")
def on_page(request: HttpRequest, session: Session) -> object:
    """What stands about minutes on a session's page: for everybody once agreed, before for those who were there."""
    found = queries.of(session)
    if found is None:
        return None
    if found.agreed_at:
        return {"agreed": found.agreed_at, "items": _public_items(session, queries.unnamed(session))}
    if not _may_see(request, found):
        return None
    return {
        "url": reverse("gatherings:check_minutes", args=[session.pk]),
        "until": found.open_until,
        "open": found.is_open,
    }


def open_or_404(request: HttpRequest, pk: int) -> Minutes:
    """Minutes that this person may see before everybody can. Raises Http404 for everybody else."""
    found = Minutes.objects.select_related("session").filter(session=pk).first()
    if found is None or not _may_see(request, found):
        raise Http404
    return found


def _may_see(request: HttpRequest, found: Minutes) -> bool:
    """Those who run the session; and once they are open, those who were there."""
    member = getattr(request, "member", None)
    if rules.runs(request, member, found.session):
        return True
    return found.opened_at is not None and queries.may_correct(found.session, member)


def _public_items(session: Session, unnamed: list[Member]) -> list[dict[str, object]]:
    """Items without the names of people: what, by when, whether it is done, and which clauses came of a decision."""
    rows = queries.items(session)
    clauses = provenance.naming(
        decided.KIND, [str(item.pk) for item in rows if item.kind == ItemKind.DECISION]
    )
    return [
        {
            "item": item, "words": queries.without_names(item.words, unnamed),
            "came_of": clauses.get(str(item.pk), []),
        }
        for item in rows
    ]  # fmt: skip
