"""How a team lived a principle: said from its project, which it names as the place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from alongside.documents import actions as documents
from alongside.documents.models import Clause, Document, DocumentKind
from alongside.documents.queries import reading
from alongside.foundation import actors, doors, once, unsent

from ..forms import projects as asks
from ..queries.projects import KIND
from .pages import ask, me, posted, typed, working_or_404


def principles() -> dict[str, str]:
    """The clauses of principles that are frozen in a version, by key, each with its words in short."""
    found = {}
    texts = Document.objects.shown().filter(kind=DocumentKind.PRINCIPLES).select_related("signed")
    newest = reading.newest_of(texts)
    for document in texts:
        version = document.signed or newest.get(document.pk)
        for one in version.content if version else []:
            words = one["heading"] or Truncator(one["text"]).words(12)
            found[str(one["clause"])] = f"{document.title}, {one['number']}: {words}"
    return found


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def live_principle(request: HttpRequest, slug: str) -> HttpResponse:
    """Say how a principle was lived in this project. Somebody looks at it first."""
    project, member = working_or_404(request, slug), me(request)
    form = asks.LivedForm(
        posted(request), principles=principles(), young=member.is_young, initial=typed(request)
    )

    def act() -> Any:
        clause = Clause.objects.select_related("document").get(pk=form.cleaned_data["principle"])
        return documents.reflect(
            clause, member, text=form.cleaned_data["text"], kind=KIND, key=str(project.pk),
            by=actors.of_request(request), **form.naming(),
        )  # fmt: skip

    return ask(
        request, form, act, done=_("Thank you. Somebody looks at it first, then everybody can read it."),
        to=reverse("projects:together", args=[slug]), heading=_("How we lived a principle"), submit=_("Send it"),
        project=project,
    )  # fmt: skip
