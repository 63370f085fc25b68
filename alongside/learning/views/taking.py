"""Taking a training online, module by module, and the certificate at its end."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.foundation import actors, doors, once, unsent

from .. import actions as learning
from .. import papers
from ..forms import training as asks
from ..models import Author, Taking
from ..queries import taking
from .pages import REFUSALS, me, paged, posted, refuse, say, show, typed
from .training import package_or_404, progress_or_404


@doors.open_to(doors.SIGNED_IN)
@require_POST
def finish_module(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """I have done this module; on to the next."""
    found, member = package_or_404(request, slug), me(request)
    progress = progress_or_404(found, member)
    if progress.version.module(number) is None:
        raise Http404
    try:
        learning.finish_module(progress.version, member, number=number, by=actors.of_request(request))
    except learning.CannotSay as refusal:
        say(request, str(refusal))
        return redirect("learning:module", slug, number)
    after = progress_or_404(found, member)
    if after.next is None:
        return redirect("learning:finish", slug)
    later = [step for step in after.steps if not step.done and step.content["number"] > number]
    following = later[0].content if later else after.next
    return redirect("learning:module", slug, following["number"])


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def finish(request: HttpRequest, slug: str) -> HttpResponse:
    """The end of a training: three questions that may stay empty, then the certificate."""
    found, member = package_or_404(request, slug), me(request)
    progress = progress_or_404(found, member)
    if progress.taking and progress.taking.completed_on:
        return redirect("learning:certificate", slug)
    form = asks.FinishForm(posted(request), initial=typed(request))
    if request.method == "POST" and form.is_valid() and progress.taking:
        try:
            learning.complete(progress.taking, by=actors.of_request(request), **form.answers())
        except (*REFUSALS, learning.CannotComplete) as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Done. Here is your certificate."))
            return redirect("learning:certificate", slug)
    return show(request, "finish", package=found, progress=progress, form=form)


def _certified(request: HttpRequest, slug: str) -> Taking:
    row = taking.certified(package_or_404(request, slug), me(request))
    if row is None:
        raise Http404
    return row


@doors.open_to(doors.SIGNED_IN)
def certificate(request: HttpRequest, slug: str) -> HttpResponse:
    """My certificate as a page."""
    row = _certified(request, slug)
    return show(request, "certificate", taking=row, words=papers.words_of(row), package=row.version.package)


@doors.open_to(doors.SIGNED_IN)
def certificate_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """My certificate as a PDF that a screen reader can read."""
    return certificate_file(_certified(request, slug))


def certificate_file(row: Taking) -> HttpResponse:
    """A certificate to take away."""
    response = HttpResponse(papers.certificate(row), content_type="application/pdf")
    name = f"certificate-{row.version.package.slug}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@doors.open_to(doors.SIGNED_IN)
def my_training(request: HttpRequest) -> HttpResponse:
    """What I take, what I completed, and what I made with the centre."""
    member = me(request)
    made = Author.objects.filter(member=member).select_related("package")
    page = paged(request, taking.of_member(member), 20)
    return show(request, "my_training", page=page, made=made[:20])
