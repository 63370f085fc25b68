"""What machines may ask of this room: the projects, as everybody reads them, without names of people."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from alongside.foundation import api, clock
from alongside.foundation.letters import absolute

from . import models
from .queries import projects as questions

router = api.Router(tags=[_("Projects")])


class Milestone(api.Schema):
    """What a project means to reach."""

    what: str = api.Field(description="What it means to reach.")
    due_on: date = api.Field(description="By when.")
    done_on: date | None = api.Field(description="When it was reached; null as long as it was not.")


class Project(api.Schema):
    """A project that everybody may read about."""

    id: int = api.Field(description="The number under which this house keeps it; it stays.")
    slug: str = api.Field(description="Its name in addresses.")
    title: str = api.Field(description="What it is called.")
    summary: str = api.Field(description="What it is, in a sentence.")
    about: str = api.Field(description="More about it; may be empty.")
    language: str = api.Field(description="The language of its words (BCP 47).")
    state: Literal["later", "running", "closed"] = api.Field(
        description="Whether it starts later, runs or is closed."
    )
    starts_on: date = api.Field(description="Its first day.")
    ends_on: date = api.Field(description="Its last day, extensions included.")
    planned_end_on: date = api.Field(description="The last day that was first agreed.")
    partners: list[str] = api.Field(description="Organisations that work with it.")
    milestones: list[Milestone] = api.Field(description="What it means to reach, and by when.")
    url: str = api.Field(description="Its page.")


@api.public(router, "projects", api.Page[Project], name="projects", summary=_("Projects, the newest first"))
def projects(
    request: HttpRequest, after: api.After = api.AFTER, limit: api.Limit = api.LIMIT
) -> dict[str, Any]:
    """Every public project. It names organisations and no person: who is named chooses that for our pages alone."""
    rows = questions.listed(None, runs=False).prefetch_related("partners__organisation", "milestones")
    return api.page(request, rows, _as_data, after=after, limit=limit)


def _as_data(rows: list[models.Project]) -> Iterable[dict[str, Any]]:
    for row in rows:
        yield {
            "id": row.pk, "slug": row.slug, "title": row.title, "summary": row.summary, "about": row.about,
            "language": row.language, "state": _state(row), "starts_on": row.starts_on, "ends_on": row.ends_on,
            "planned_end_on": row.planned_end_on,
            "partners": [one.organisation.name for one in row.partners.all()],
            "milestones": [
                {"what": one.what, "due_on": one.due_on, "done_on": one.done_on} for one in row.milestones.all()
            ],
            "url": absolute(reverse("projects:project", args=[row.slug])),
        }  # fmt: skip


def _state(row: models.Project) -> str:
    if row.closed_at:
        return "closed"
    return "later" if row.starts_on > clock.today() else "running"
