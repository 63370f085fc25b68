"""What everybody reads: the questions, what people said, the opinion map, what was answered, decisions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import doors, pages, sources

from .. import rules
from ..models import Theme
from ..queries import decisions as deciding
from ..queries import exporting, listing, origins, results, statements, themes, voting
from .pages import conversation_or_404, due_days, paged, show, theme_or_404

PER_PAGE = 50


@doors.open_to(doors.EVERYONE)
def conversations(request: HttpRequest) -> HttpResponse:
    """Where people can take part today, and what came of the others."""
    page = paged(request, listing.not_open(), 10)
    return show(request, "conversations", open_now=list(listing.open_now()[:PER_PAGE]), page=page)


@doors.open_to(doors.EVERYONE)
def conversation(request: HttpRequest, pk: int) -> HttpResponse:
    """One question: why, what will happen, how we look at statements, and the next step."""
    found = conversation_or_404(request, pk)
    member = getattr(request, "member", None)
    part = voting.part_of(found, member)
    rows = statements.public_rows(found)
    return show(
        request, "conversation", conversation=found, part=part, days=due_days(), count=rows.count(),
        left=voting.left_for(found, member) if member else None,
        first=statements.as_shown(rows[:3]), communities=list(found.communities.all()),
        answered=themes.you_said(themes.answered_of(found)[:3]),
        came_of=sources.came_of(origins.CONVERSATION, str(found.pk)),
        runs=rules.runs(doors.roles_of(request)),
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
@require_POST
def join_first(request: HttpRequest, pk: int) -> HttpResponse:
    """Join, and come back to this question afterwards."""
    found = conversation_or_404(request, pk)
    pages.come_back_to(request, reverse("conversations:vote", args=[found.pk]))
    return redirect("people:join")


@doors.open_to(doors.EVERYONE)
def all_statements(request: HttpRequest, pk: int) -> HttpResponse:
    """Every statement that people can vote on, oldest first, without names."""
    found = conversation_or_404(request, pk)
    page = paged(request, statements.public_rows(found), PER_PAGE)
    return show(
        request, "all_statements", conversation=found, page=page, rows=statements.as_shown(page.object_list)
    )


@doors.open_to(doors.EVERYONE)
def opinion_map(request: HttpRequest, pk: int) -> HttpResponse:
    """What all share, what some do not, and the groups: sentences and tables first, the picture second."""
    found = conversation_or_404(request, pk)
    part = voting.part_of(found, getattr(request, "member", None))
    read = results.results(found, part)
    page = paged(request, results.every_line(read), PER_PAGE)
    return show(request, "opinion_map", conversation=found, results=read, part=part, page=page)


@doors.open_to(doors.EVERYONE)
def result_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What the results say, as data (JSON) that anybody may reuse, once the conversation is over."""
    found = conversation_or_404(request, pk)
    said = exporting.public(found)
    if said is None:
        messages.error(
            request, _("The file can be had when the conversation is over and its results are worked out.")
        )
        return redirect("conversations:opinion_map", found.pk)
    response = JsonResponse(said, json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="conversation-{found.pk}.json"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@doors.open_to(doors.EVERYONE)
def you_said(request: HttpRequest, pk: int) -> HttpResponse:
    """What people said, by theme, and what we did. What is overdue says so."""
    found = conversation_or_404(request, pk)
    page = paged(request, themes.themes_of(found).order_by("-pk"), 10)
    loose = themes.loose_statements(found)
    return show(
        request, "you_said", conversation=found, page=page, rows=themes.you_said(page.object_list),
        loose=loose.count(), overdue=themes.overdue_statements(found).count(), days=due_days(),
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def theme(request: HttpRequest, pk: int) -> HttpResponse:
    """One theme of a conversation: our answer, and everything that people said in it, in pages."""
    found = theme_or_404(pk)
    if found.conversation_id is None:
        raise Http404
    conversation = conversation_or_404(request, found.conversation_id)
    (read,) = themes.you_said(Theme.objects.filter(pk=pk).with_response())
    page = paged(request, themes.said_in(found), PER_PAGE)
    return show(
        request, "theme", theme=found, conversation=conversation, read=read, page=page,
        rows=statements.as_shown(page.object_list), runs=rules.runs(doors.roles_of(request)),
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision on record, newest first, and how many had a majority of lived experience."""
    page = paged(request, deciding.everything())
    return show(
        request, "decisions", page=page, shared=deciding.lived_majority(),
        runs=rules.runs(doors.roles_of(request)),
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision: what was asked, who decided and how, what came out, and who disagreed."""
    found = get_object_or_404(deciding.everything(), pk=pk)
    return show(
        request, "decision", decision=found, who=deciding.who_decided(found), reviews=list(found.reviews.all()),
        came_of=sources.came_of(origins.DECISION, str(found.pk)),
        runs=rules.runs(doors.roles_of(request)),
    )  # fmt: skip
