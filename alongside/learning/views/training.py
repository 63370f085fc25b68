"""Training for everybody: packages, their modules, versions to take away."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from alongside.documents.queries import reading
from alongside.foundation import doors
from alongside.people.models import Member

from .. import actions as learning
from .. import papers, rules
from ..models import TrainingPackage, TrainingVersion
from ..queries import taking, training
from .pages import paged, show, somebody


def package_or_404(request: HttpRequest, slug: str) -> TrainingPackage:
    """A package that this person may see: everybody once it is open; before, those who run the room, and auditors."""
    found = TrainingPackage.objects.filter(slug=slug).first()
    if found is None or not (found.opened_at or rules.looks(request)):
        raise Http404
    return found


def progress_or_404(package: TrainingPackage, member: Member | None) -> taking.Progress:
    """Where somebody stands in a package that has a version."""
    found = taking.progress(package, member)
    if found is None:
        raise Http404
    return found


@doors.open_to(doors.EVERYONE)
def trainings(request: HttpRequest) -> HttpResponse:
    """Every training that everybody can take."""
    rows = TrainingPackage.objects.shown()
    if rules.looks(request):
        rows = TrainingPackage.objects.order_by("title", "pk")
    return show(request, "trainings", page=paged(request, rows, 20), runs=rules.runs(request))


@doors.open_to(doors.EVERYONE)
def package(request: HttpRequest, slug: str) -> HttpResponse:
    """One training: its modules, how long they take, formats, who made it, where it is taught."""
    found = package_or_404(request, slug)
    member = somebody(request)
    progress = taking.progress(found, member)
    newest = TrainingVersion.objects.newest(found)
    versions = TrainingVersion.objects.filter(package=found).defer("content")[:30]
    return show(
        request, "package", package=found, progress=progress, newest=newest, versions=versions,
        formats=training.formats(newest) if newest else [], credits=training.credits(found),
        taught=training.taught(found.deliveries.all()[:20]), kinds=papers.PACKAGE_KINDS,
        downloads=training.downloads(training.KIND, [found.pk]).get(found.pk, 0), runs=rules.runs(request),
        member=member,
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def module(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One module to read or do, in pages that old phones can hold."""
    found = package_or_404(request, slug)
    progress = progress_or_404(found, somebody(request))
    pages = training.pages(progress.version, [number])
    if not pages:
        raise Http404
    (one,) = pages
    shares = reading.shares(2 * (len(part["text"]) + len(part["heading"])) for part in one.parts)
    asked = request.GET.get("page")
    share = reading.share_of(shares, asked)
    numbers = paged(request, list(range(max(1, len(shares)))), 1)
    done = any(step.done for step in progress.steps if step.content["number"] == number)
    return show(
        request, "module", package=found, progress=progress, one=one, parts=one.parts[share.first - 1 : share.last],
        pages=numbers, done=done, last=number == len(progress.steps), member=somebody(request),
        following=number + 1,
    )  # fmt: skip


@doors.open_to(doors.EVERYONE)
def take_away(request: HttpRequest, slug: str, number: int, kind: str) -> HttpResponse:
    """A version to take away. That it was taken is counted; who took it is not kept."""
    found = package_or_404(request, slug)
    version = TrainingVersion.objects.filter(package=found, number=number).first()
    made = papers.PACKAGE_KINDS.get(kind)
    if version is None or made is None:
        raise Http404
    version.package = found
    response = HttpResponse(made.make(version), content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-{number}.{made.ending}"'
    if request.method == "GET":
        learning.count_download(training.KIND, found.pk, kind)
    return response
