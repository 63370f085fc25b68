"""Looking at an issue as readers get it, sending it, and what comes after: letters, calls, copies handed out."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.foundation import actors, clock, doors, mailings, once, pages
from alongside.foundation.models import Channel, Message
from alongside.people.queries import members

from ..actions import issue_sending as actions
from ..actions import issues as issuing
from ..forms import issues as asks
from ..models import HandCopy, HandOut, Issue, Subscriber, Way
from ..newsletter import calls, html, letters, mail, text
from ..newsletter.words import Reader, hello
from ..queries import issues as questions
from ..queries import pieces, sending
from ..queries.sending import Copy
from .issues import REFUSALS, WRITTEN, columns, issue_or_404, recipient_rows, show

WHO = gettext_noop("It shows who gets the newsletter, and how to reach them.")


@doors.open_to(doors.COORDINATORS, why_not_members=WHO)
@never_cache
def preview_issue(request: HttpRequest, number: int) -> HttpResponse:
    """An issue as somebody would get it: a subscriber, or a reader of a language, a version and a way."""
    issue = issue_or_404(number)
    form = asks.PreviewForm(request.GET or None, codes=issue.languages)
    looked = _looked(issue, form)
    seen = _seen(issue, looked) if looked else {}
    return show(request, "preview_issue", form=form, issue=issue, query=request.GET.urlencode(), **seen)


@csp_replace({"style-src": [UNSAFE_INLINE], "script-src": [NONE], "img-src": [NONE]})
@doors.open_to(doors.COORDINATORS, why_not_members=WHO)
@never_cache
def preview_mail(request: HttpRequest, number: int) -> HttpResponse:
    """The HTML part of the mail by itself, as mail programs show it."""
    issue = issue_or_404(number)
    form = asks.PreviewForm(request.GET or {"language": issue.language}, codes=issue.languages)
    looked = _looked(issue, form)
    if looked is None:
        raise Http404
    language, easy, reader, _way = looked
    with translation.override(language):
        return HttpResponse(html.render(pieces.content(issue, language, easy=easy), reader))


Looked = tuple[str, bool, Reader, str]


def _looked(issue: Issue, form: asks.PreviewForm) -> Looked | None:
    """Language, Easy Read, reader and way that were asked for; None where nobody is found."""
    if not form.is_bound or not form.is_valid():
        return None
    given = form.cleaned_data
    if given["who"]:
        copy = _copy_of(issue, given["who"])
        if copy is None:
            form.add_error("who", _("We find nobody with this reference who can be reached."))
            return None
        with translation.override(copy.language):
            return copy.language, copy.easy, mail.reader_of(issue, copy), copy.reach.way
    language = given["language"] or issue.language
    with translation.override(language):
        reader = Reader(hello=hello(""), basis=issue.basis, by_hand=given["way"] in (Way.POST, Way.PHONE))
    return language, given["version"] == "easy", reader, given["way"] or Way.EMAIL


def _copy_of(issue: Issue, reference: str) -> Copy | None:
    found = Subscriber.objects.here().select_related("member__guardian", "member__supporter")
    theirs = members.known_as(reference, "member__")
    one = found.filter(Q(reference=members.as_reference(reference)) | theirs).first()
    return sending.copy_for(issue, one) if one else None


def _seen(issue: Issue, looked: Looked) -> dict[str, Any]:
    language, easy, reader, way = looked
    with translation.override(language):
        content = pieces.content(issue, language, easy=easy)
        words = calls.render(content, reader) if way == Way.PHONE else text.render(content, reader)
    return {"words": words, "way": way, "language": language, "subject": content.subject, "easy": easy}


@doors.open_to(doors.COORDINATORS, why_not_members=WHO)
@never_cache
def preview_letter(request: HttpRequest, number: int) -> HttpResponse:
    """The printed letter of a preview, as PDF."""
    issue = issue_or_404(number)
    form = asks.PreviewForm(request.GET or {"language": issue.language}, codes=issue.languages)
    looked = _looked(issue, form)
    if looked is None:
        raise Http404
    language, easy, reader, _way = looked
    with translation.override(language):
        content = pieces.content(issue, language, easy=easy)
    if not content.subject:
        raise Http404
    return _pdf(
        letters.letters([letters.Letter(content, reader, reader.hello)], clock.now()), f"newsletter-{number}"
    )


def _pdf(made: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@require_POST
def test_issue(request: HttpRequest, number: int) -> HttpResponse:
    """Send the mail to myself."""
    issue = issue_or_404(number)
    language = request.POST.get("language", issue.language)
    language = language if language in issue.languages else issue.language
    member = pages.me(request)
    try:
        actions.send_test(
            issue, to=member.email, language=language, easy=request.POST.get("version") == "easy",
            by=actors.of_request(request),
        )  # fmt: skip
    except REFUSALS as refusal:
        messages.error(request, " ".join(getattr(refusal, "messages", [str(refusal)])))
    else:
        pages.say(request, _("A test is on its way to %(address)s.") % {"address": member.email})
    return redirect("outreach:preview_issue", number)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@never_cache
@once.guard
def send_issue(request: HttpRequest, number: int) -> HttpResponse:
    """Who would get it, by way, language and version; and to send it now."""
    issue = issue_or_404(number)
    if request.method == "POST":
        try:
            actions.send_issue(issue, by=actors.of_request(request))
        except issuing.AlreadySent as refusal:
            messages.error(request, str(refusal))
            return redirect("outreach:sending", number)
        except issuing.CannotChangeIssue as refusal:
            messages.error(request, str(refusal))
            return redirect("outreach:edit_issue", number)
        pages.say(request, _("It is on its way."))
        return redirect("outreach:sending", number)
    return show(
        request, "send_issue", issue=issue, state=questions.state_of(issue), lost=pieces.lost(issue),
        rows=recipient_rows(issue), columns=columns(),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=WHO)
@never_cache
def issue_sending(request: HttpRequest, number: int) -> HttpResponse:
    """Where a sending stands, each way by itself; and what is done by hand."""
    issue = issue_or_404(number)
    if issue.started_at is None:
        return redirect("outreach:edit_issue", number)
    failed = Message.objects.filter(mailing=issue.mailing, sent_at=None).exclude(failed_at=None)
    counts = [
        (one.label, one.waiting, one.in_flight, one.sent, one.failed, one.missed, one.suppressed)
        for one in sending.progress(issue)
    ]
    return show(
        request, "issue_sending", issue=issue, state=questions.state_of(issue), counts=counts, columns=_stands(),
        mail=sending.mail_progress(issue), failed=failed.order_by("pk")[:50],
        letters=sending.waiting_by_hand(issue, Channel.LETTER), calls=sending.waiting_by_hand(issue, Channel.CALL),
        hand_outs=issue.hand_outs.filter(removed_at=None), handed_out=sending.handed_out(issue),
    )  # fmt: skip


def _stands() -> list[Any]:
    names = [_("Waiting"), _("Of them in flight"), _("Sent"), _("Failed"), _("Missed"), _("Held back")]
    return [_("Way"), *({"label": name, "numeric": True} for name in names)]


def _done(request: HttpRequest, number: int, change: Any) -> HttpResponse:
    try:
        change(issue_or_404(number), by=actors.of_request(request))
    except (issuing.CannotChangeIssue, mailings.CannotChangeMailing) as refusal:
        messages.error(request, str(refusal))
    return redirect("outreach:sending", number)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@require_POST
def pause_issue(request: HttpRequest, number: int) -> HttpResponse:
    """Send no more until it goes on."""
    return _done(request, number, actions.pause_issue)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@require_POST
def resume_issue(request: HttpRequest, number: int) -> HttpResponse:
    """Go on."""
    return _done(request, number, actions.resume_issue)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@require_POST
def stop_issue(request: HttpRequest, number: int) -> HttpResponse:
    """Send no more, ever."""
    return _done(request, number, actions.stop_issue)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@require_POST
def retry_issue(request: HttpRequest, number: int) -> HttpResponse:
    """Try what failed once more."""
    return _done(request, number, actions.retry_issue)


@doors.open_to(doors.COORDINATORS, why_not_members=WHO)
@never_cache
def issue_letters(request: HttpRequest, number: int) -> HttpResponse:
    """Every letter that waits to be posted, as one PDF to print."""
    issue = issue_or_404(number)
    made = [_letter(issue, row) for row in sending.waiting_by_hand(issue, Channel.LETTER)]
    copies = [one for one in made if one is not None]
    if not copies:
        raise Http404
    return _pdf(letters.letters(copies, issue.started_at or clock.now()), f"newsletter-{number}-letters")


def _letter(issue: Issue, row: HandCopy) -> letters.Letter | None:
    copy = sending.copy_for(issue, row.subscriber)
    if copy is None:
        return None
    with translation.override(copy.language):
        content = pieces.content(issue, copy.language, easy=copy.easy)
        address = f"{row.message.to_name}\n{row.message.to}".strip()
        return letters.Letter(content, mail.reader_of(issue, copy), address)


@doors.open_to(doors.COORDINATORS, why_not_members=WHO)
@never_cache
def issue_labels(request: HttpRequest, number: int) -> HttpResponse:
    """The addresses of letters that wait, as labels to print."""
    issue = issue_or_404(number)
    rows = sending.waiting_by_hand(issue, Channel.LETTER)
    if not rows:
        raise Http404
    addresses = [f"{row.message.to_name}\n{row.message.to}".strip() for row in rows]
    made = letters.labels(addresses, issue.started_at or clock.now(), issue.language)
    return _pdf(made, f"newsletter-{number}-labels")


@doors.open_to(doors.COORDINATORS, why_not_members=WHO)
@require_POST
def tick_letters_off(request: HttpRequest, number: int) -> HttpResponse:
    """All letters that were on the page were posted."""
    issue = issue_or_404(number)
    keys = [key for key in request.POST.getlist("letter") if key.isascii() and key.isdecimal()]
    done = actions.tick_off(issue, keys=[int(key) for key in keys], by=actors.of_request(request))
    pages.say(request, _("Ticked off: %(count)s.") % {"count": done})
    return redirect("outreach:sending", number)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@once.guard
def add_hand_out(request: HttpRequest, number: int) -> HttpResponse:
    """Write down copies that were given out at a place."""
    issue = issue_or_404(number)
    form = asks.HandOutForm(pages.posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_hand_out(issue, by=actors.of_request(request), **form.cleaned_data)
        except REFUSALS as refusal:
            pages.refuse(form, refusal)
        else:
            pages.say(request, _("Written down. They count as much as any other copy."))
            return redirect("outreach:sending", number)
    return show(request, "add_hand_out", form=form, issue=issue)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@require_POST
def remove_hand_out(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """It was written down by mistake."""
    row = pages.found_or_404(HandOut.objects.all(), issue__number=number, pk=pk)
    actions.remove_hand_out(row, by=actors.of_request(request))
    return redirect("outreach:sending", number)
