"""Writing issues of the newsletter: begin one, add parts, write them, look at all before it is approved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.foundation import actors, differing, doors, languages, once, pages, unsent

from ..actions import blocks as building
from ..actions import issues as issuing
from ..forms import issues as asks
from ..models import OWN_WORDS, Block, BlockKind, Issue, Way
from ..queries import issue_checks, pulling, sending
from ..queries import issues as questions

WRITTEN = gettext_noop(
    "The newsletter speaks for the centre, so the team writes it. Would you like a part of it to be yours? "
    "Tell us by any way. Every issue that was sent is in the archive."
)
REFUSALS = (ValidationError, issuing.CannotChangeIssue)


def issue_or_404(number: int) -> Issue:
    """The issue with this number."""
    row: Issue = pages.found_or_404(Issue.objects.select_related("mailing"), number=number)
    return row


def show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """The page `outreach/<name>.html`."""
    return pages.show(request, f"outreach/{name}", **context)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
def run_issues(request: HttpRequest) -> HttpResponse:
    """Every issue, newest first, with where it stands."""
    page = pages.paged(request, Issue.objects.select_related("mailing"))
    return show(request, "run_issues", page=page, rows=questions.with_states(list(page.object_list)))


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@once.guard
def start_issue(request: HttpRequest) -> HttpResponse:
    """Begin the next issue."""
    form = asks.IssueForm(pages.posted(request), initial={"languages": questions.usual_languages()})
    if request.method == "POST" and form.is_valid():
        try:
            issue = issuing.start_issue(by=actors.of_request(request), **form.chosen())
        except REFUSALS as refusal:
            pages.refuse(form, refusal)
        else:
            pages.say(request, _("Begun. Nobody else sees it until it is sent."))
            return redirect("outreach:edit_issue", issue.number)
    return show(request, "start_issue", form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
def edit_issue(request: HttpRequest, number: int) -> HttpResponse:
    """All parts of an issue, and everything that can be done next with it."""
    issue = issue_or_404(number)
    return show(
        request, "edit_issue", issue=issue, state=questions.state_of(issue), parts=questions.parts(issue),
        languages=[(code, languages.own_name(code)) for code in issue.languages],
        kinds=BlockKind.choices, change=asks.IssueForm(initial={"basis": issue.basis}).heading(),
    )  # fmt: skip


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
def change_issue(request: HttpRequest, number: int) -> HttpResponse:
    """Change its languages, its basis or its topics."""
    issue = issue_or_404(number)
    topics = [str(key) for key in issue.topics.values_list("pk", flat=True)]
    initial = {"languages": issue.languages, "basis": issue.basis, "topics": topics}
    form = asks.IssueForm(pages.posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            issuing.change_issue(issue, by=actors.of_request(request), **form.chosen())
        except REFUSALS as refusal:
            pages.refuse(form, refusal)
        else:
            pages.say(request, _("Saved."))
            return redirect("outreach:edit_issue", number)
    return show(request, "change_issue", form=form, issue=issue, heading=form.heading())


def _spoken(issue: Issue, language: str) -> str:
    if language not in issue.languages:
        raise Http404
    return languages.own_name(language)


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
def write_issue(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """Write subject and beginning. When two save at once, the second sees both texts."""
    issue = issue_or_404(number)
    spoken = _spoken(issue, language)
    initial: dict[str, Any] = {name: issue.said(name, language) for name in ("subject", "intro", "easy")}
    initial["base"] = issue.revision
    form = asks.WordsForm(pages.posted(request), initial=initial | pages.typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            issuing.write_issue(issue, language=language, by=actors.of_request(request), **form.cleaned_data)
        except REFUSALS as refusal:
            pages.refuse(form, refusal)
        except issuing.Clash as clash:
            fresh = asks.WordsForm(initial={**clash.mine, "base": clash.revision})
            return _clash(request, clash, fresh, issue=issue)
        else:
            pages.say(request, _("Saved."))
            return redirect("outreach:edit_issue", number)
    return show(request, "write_issue", form=form, issue=issue, spoken=spoken, language=language)


def _clash(request: HttpRequest, clash: issuing.Clash, form: Any, **context: Any) -> HttpResponse:
    """Both texts, what differs, and one's own in the form: what is saved next stands. 409."""
    names = {"subject": _("Subject"), "heading": _("Heading"), "intro": _("How it begins"), "text": _("Words"),
             "easy": _("Easy Read")}  # fmt: skip
    both = [
        (names[name], clash.saved[name], mine, differing.pieces(clash.saved[name], mine))
        for name, mine in clash.mine.items()
        if mine != clash.saved[name]
    ]
    response = show(request, "words_clash", form=form, both=both, **context)
    response.status_code = 409
    return response


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@once.guard
def add_block(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """Add a part at the end: words of ours, or something that a room knows."""
    issue = issue_or_404(number)
    if kind not in BlockKind.values:
        raise Http404
    words = request.GET.get("words", "").strip()[:100]
    own = kind in OWN_WORDS
    found = [] if own else pulling.find(kind, words)
    form = None if own else asks.AddBlockForm(pages.posted(request), found=found)
    if request.method == "POST" and (form is None or form.is_valid()):
        source, key = ("", "") if form is None else pulling.source_of(kind, form.chosen())
        try:
            block = building.add_block(
                issue, kind=kind, source=source, key=key, by=actors.of_request(request)
            )
        except REFUSALS as refusal:
            if form is None:
                form = asks.AddBlockForm(found=[])
                form.full_clean()
            pages.refuse(form, refusal)
        else:
            pages.say(request, _("Added at the end."))
            if own:
                return redirect("outreach:write_block", number, block.pk, issue.language)
            return redirect("outreach:edit_issue", number)
    label = BlockKind(kind).label
    return show(
        request,
        "add_block",
        form=form,
        issue=issue,
        kind=kind,
        label=label,
        words=words,
        found=found,
        own=own,
    )


def _block(number: int, pk: int) -> Block:
    row: Block = pages.found_or_404(Block.objects.select_related("issue"), issue__number=number, pk=pk)
    return row


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
def write_block(request: HttpRequest, number: int, pk: int, language: str) -> HttpResponse:
    """Write the words of a part. When two save at once, the second sees both texts."""
    block = _block(number, pk)
    spoken = _spoken(block.issue, language)
    initial: dict[str, Any] = {name: block.said(name, language) for name in ("heading", "text", "easy")}
    initial["base"] = block.revision
    form = asks.BlockForm(pages.posted(request), block=block, initial=initial | pages.typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            building.write_block(block, language=language, by=actors.of_request(request), **form.cleaned_data)
        except REFUSALS as refusal:
            pages.refuse(form, refusal)
        except issuing.Clash as clash:
            fresh = asks.BlockForm(block=block, initial={**clash.mine, "base": clash.revision})
            return _clash(request, clash, fresh, issue=block.issue)
        else:
            pages.say(request, _("Saved."))
            return redirect("outreach:edit_issue", number)
    return show(
        request, "write_block", form=form, issue=block.issue, part=block, spoken=spoken, language=language,
        shown=questions.shown(block, language),
    )  # fmt: skip


def _changed(request: HttpRequest, number: int, change: Any) -> HttpResponse:
    try:
        change(actors.of_request(request))
    except issuing.CannotChangeIssue as refusal:
        messages.error(request, str(refusal))
    return redirect("outreach:edit_issue", number)


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@require_POST
def move_block_up(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Let a part change places with the one before."""
    block = _block(number, pk)
    return _changed(request, number, lambda by: building.move_block(block, by=by))


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@require_POST
def move_block_down(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Let a part change places with the one after."""
    block = _block(number, pk)
    return _changed(request, number, lambda by: building.move_block(block, down=True, by=by))


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@require_POST
def remove_block(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Take a part out."""
    block = _block(number, pk)
    return _changed(request, number, lambda by: building.remove_block(block, by=by))


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@once.guard
def check_issue(request: HttpRequest, number: int) -> HttpResponse:
    """Everything that is looked at before an issue is sent; and to approve it."""
    issue = issue_or_404(number)
    form = asks.ApproveForm(pages.posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            issuing.approve_issue(issue, by=actors.of_request(request), **form.cleaned_data)
        except REFUSALS as refusal:
            pages.refuse(form, refusal)
        else:
            pages.say(
                request,
                _("Approved. It can be scheduled or sent. If anybody changes it, it needs a new look."),
            )
            return redirect("outreach:edit_issue", number)
    found = issue_checks.checks(issue)
    return show(
        request, "check_issue", form=form, issue=issue, state=questions.state_of(issue),
        wrong=[one for one in found if one.stops], open=[one for one in found if not one.good and not one.stops],
        good=[one for one in found if one.good], columns=columns(), rows=recipient_rows(issue),
    )  # fmt: skip


def columns() -> list[Any]:
    """The heads of a table of recipients."""
    return [_("Way"), _("Version"), {"label": _("People"), "numeric": True}]


def recipient_rows(issue: Issue) -> list[tuple[Any, ...]]:
    """How many would get an issue now, each way and version by itself; nothing once it was sent."""
    if not issue.may_be_written:
        return []
    return [
        (Way(one.way).label, _version(one), one.count) for one in sending.groups(issue, sending.copies(issue))
    ]


def _version(one: sending.Group) -> str:
    language, version, *instead = one.version.split(".")
    name = languages.own_name(language)
    said = _("%(language)s, Easy Read") % {"language": name} if version == "easy" else name
    return _("%(version)s, instead of a language that it is not in") % {"version": said} if instead else said


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@require_POST
def cancel_issue(request: HttpRequest, number: int) -> HttpResponse:
    """It will not be sent."""
    issue = issue_or_404(number)
    return _changed(request, number, lambda by: issuing.cancel_issue(issue, by=by))


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@require_POST
def unschedule_issue(request: HttpRequest, number: int) -> HttpResponse:
    """Take the time back."""
    issue = issue_or_404(number)
    return _changed(request, number, lambda by: issuing.unschedule_issue(issue, by=by))


@doors.open_to(doors.COORDINATORS, why_not_members=WRITTEN)
@once.guard
def schedule_issue(request: HttpRequest, number: int) -> HttpResponse:
    """Say when it is sent, and from when on it is too late."""
    issue = issue_or_404(number)
    form = asks.ScheduleForm(pages.posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            issuing.schedule_issue(issue, by=actors.of_request(request), **form.times())
        except REFUSALS as refusal:
            pages.refuse(form, refusal)
        else:
            pages.say(request, _("Scheduled."))
            return redirect("outreach:edit_issue", number)
    return show(request, "schedule_issue", form=form, issue=issue)
