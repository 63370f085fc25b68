"""For those who arrange training: packages, modules, versions, authors, where it is taught, who completed it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from alongside.documents.models import Version
from alongside.foundation import actors, doors, once, unsent
from alongside.people import actions as people

from .. import actions as learning
from ..forms import training as asks
from ..forms.fields import NamingForm, RenameForm
from ..models import Author, Delivery, Feedback, Module, Taking, TrainingPackage, TrainingVersion
from ..queries import training
from .pages import REFUSALS, found_or_404, me, paged, posted, refuse, say, show, things, typed, words_of
from .taking import certificate_file

ARRANGED = gettext_noop(
    "This page arranges a training: its modules, its versions and where it is taught. "
    "Modules are texts, and any member can write and change those under “Texts”."
)
RECORDED = gettext_noop(
    "This is where the centre writes down who completed a training in the room, by post or by phone, "
    "and reads what they said. Your own are under “My training”."
)


def _package(slug: str) -> TrainingPackage:
    row: TrainingPackage = found_or_404(TrainingPackage.objects.all(), slug=slug)
    return row


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=ARRANGED)
@once.guard
def start_package(request: HttpRequest) -> HttpResponse:
    """Start a training package."""
    form = asks.PackageForm(posted(request), initial=typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = learning.start_package(by=actors.of_request(request), **form.cleaned_data)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Started. Only we see it, until you publish its first version."))
            return redirect("learning:edit_package", made.slug)
    return show(request, "start_package", form=form)


@doors.open_to(doors.COORDINATORS, why_not_members=ARRANGED)
def edit_package(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that can be done next with a package."""
    package = _package(slug)
    return show(
        request, "edit_package", package=package, modules=Module.objects.standing().filter(package=package),
        newest=TrainingVersion.objects.newest(package),
        authors=package.authors.select_related("member", "member__leaving"),
        taught=training.taught(package.deliveries.all()[:20]),
        to_learn=Feedback.objects.filter(package=package, item=None).exclude(member=None).count(),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=ARRANGED)
def change_package(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what a package is called, its licence, language or what it is about."""
    package = _package(slug)
    initial = {name: getattr(package, name) for name in ("title", "language", "about", "licence")}
    form = asks.PackageForm(posted(request), initial=initial | typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            learning.change_package(package, by=actors.of_request(request), **form.cleaned_data)
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Saved."))
            return redirect("learning:edit_package", slug)
    return show(request, "change_package", form=form, package=package)


def _versions() -> list[Version]:
    rows = Version.objects.frozen().filter(document__opened_at__isnull=False).defer("content")
    return list(rows.select_related("document").order_by("-frozen_at", "-pk")[:100])


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=ARRANGED)
@once.guard
def add_module(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a module at the end."""
    package = _package(slug)
    form = asks.ModuleForm(posted(request), versions=_versions(), initial=typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            learning.add_module(package, by=actors.of_request(request), **form.module())
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Added. Publish a version when people should take it."))
            return redirect("learning:edit_package", slug)
    return show(request, "add_module", form=form, package=package)


def _module(slug: str, pk: int) -> Module:
    row: Module = found_or_404(Module.objects.standing(), package__slug=slug, pk=pk)
    return row


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=ARRANGED)
def change_module(request: HttpRequest, slug: str, module: int) -> HttpResponse:
    """Change a module. Versions that were published stay as they are."""
    row = _module(slug, module)
    initial: dict[str, Any] = {name: getattr(row, name) for name in ("title", "minutes", "kind", "text")}
    initial["version"] = str(row.version_id or "")
    form = asks.ModuleForm(posted(request), versions=_versions(), initial=initial | typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            learning.change_module(row, by=actors.of_request(request), **form.module())
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Saved. Publish a version when people should take it."))
            return redirect("learning:edit_package", slug)
    return show(request, "change_module", form=form, package=row.package, module=row)


@doors.open_to(doors.COORDINATORS, why_not_members=ARRANGED)
@require_POST
def move_module_up(request: HttpRequest, slug: str, module: int) -> HttpResponse:
    """Let a module change places with the one before."""
    learning.move_module_up(_module(slug, module), by=actors.of_request(request))
    return redirect("learning:edit_package", slug)


@doors.open_to(doors.COORDINATORS, why_not_members=ARRANGED)
@require_POST
def remove_module(request: HttpRequest, slug: str, module: int) -> HttpResponse:
    """Take a module out."""
    learning.remove_module(_module(slug, module), by=actors.of_request(request))
    say(request, _("Taken out. Versions that were published keep it."))
    return redirect("learning:edit_package", slug)


@doors.open_to(doors.COORDINATORS, why_not_members=ARRANGED)
@once.guard
def publish_package(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the modules as they are."""
    package = _package(slug)
    form = asks.PublishForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            learning.publish_package(
                package, summary=form.cleaned_data["whats_new"], by=actors.of_request(request)
            )
        except (*REFUSALS, learning.CannotPublish) as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Published. Everybody can take it."))
            return redirect("learning:package", slug)
    return show(request, "publish_package", form=form, package=package)


@doors.open_to(doors.COORDINATORS, why_not_members=ARRANGED)
@once.guard
def add_author(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a member made this with us."""
    package = _package(slug)
    form = asks.AuthorForm(posted(request))
    if request.method == "POST" and form.is_valid():
        learning.add_author(package, form.cleaned_data["member"], by=actors.of_request(request))
        say(request, _("Added, without a name until they choose one under “My training”."))
        return redirect("learning:edit_package", slug)
    return show(request, "add_author", form=form, package=package)


@doors.open_to(doors.COORDINATORS, why_not_members=ARRANGED)
@require_POST
def remove_author(request: HttpRequest, slug: str, author: int) -> HttpResponse:
    """Somebody did not make this with us after all."""
    row = found_or_404(Author.objects.all(), package__slug=slug, pk=author)
    learning.remove_author(row, by=actors.of_request(request))
    say(request, _("Taken away."))
    return redirect("learning:edit_package", slug)


@doors.open_to(doors.SIGNED_IN)
def name_author(request: HttpRequest, author: int) -> HttpResponse:
    """Choose how I am named for a training that I made with the centre."""
    member = me(request)
    row = found_or_404(Author.objects.select_related("package", "member"), member=member, pk=author)
    initial = {"named": row.named, "role_text": row.role_text}
    form = NamingForm(posted(request), young=member.is_young, initial=initial)
    if request.method == "POST" and form.is_valid():
        learning.name_author(row, by=actors.of_request(request), **form.cleaned_data)
        say(request, _("Changed. Every page shows it from now on."))
        return redirect("learning:my_training")
    return show(request, "name_author", form=form, author=row)


@doors.open_to(doors.COORDINATORS, why_not_members=RECORDED)
def name_author_for(request: HttpRequest, slug: str, author: int) -> HttpResponse:
    """Write down how somebody wants to be named."""
    rows = Author.objects.select_related("package", "member")
    row = found_or_404(rows, package__slug=slug, pk=author, member__isnull=False)
    form = RenameForm(posted(request), young=row.member.is_young)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            learning.name_author(
                row, named=given["named"], role_text=given["role_text"], told=people.Told(**form.told()),
                by=actors.of_request(request),
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Written down. It has the same standing as on the web."))
            return redirect("learning:edit_package", slug)
    return show(request, "name_author_for", form=form, author=row, package=row.package)


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=ARRANGED)
@once.guard
def add_delivery(request: HttpRequest, slug: str) -> HttpResponse:
    """Say when and where a package is taught."""
    package = _package(slug)
    found, chosen = things(request, only={"session"})
    initial = {"thing": chosen} if chosen else {}
    form = asks.DeliveryForm(posted(request), found=found, initial=initial | typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            learning.add_delivery(
                package, on=form.cleaned_data["on"], by=actors.of_request(request), **form.place()
            )
        except (*REFUSALS, learning.CannotPublish) as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Kept. Everybody can read when and where it is taught."))
            return redirect("learning:edit_package", slug)
    return show(request, "add_delivery", form=form, package=package, words=words_of(request))


@doors.open_to(doors.COORDINATORS, why_not_members=ARRANGED)
@require_POST
def remove_delivery(request: HttpRequest, slug: str, delivery: int) -> HttpResponse:
    """It was not taught there after all."""
    row = found_or_404(Delivery.objects.all(), package__slug=slug, pk=delivery)
    learning.remove_delivery(row, by=actors.of_request(request))
    say(request, _("Taken away."))
    return redirect("learning:edit_package", slug)


@unsent.guard
@doors.open_to(doors.COORDINATORS, why_not_members=RECORDED)
@once.guard
def completions(request: HttpRequest, slug: str) -> HttpResponse:
    """Who completed a training; and to write it down for those in the room, by post or by phone."""
    package = _package(slug)
    versions = list(package.versions.order_by("number"))
    if not versions:
        raise Http404
    form = asks.CompletionForm(
        posted(request),
        deliveries=list(package.deliveries.all()[:50]),
        versions=versions,
        initial=typed(request),
    )
    if request.method == "POST" and form.is_valid():
        try:
            learning.record_completion(
                form.version(), form.cleaned_data["who"], told=people.Told(**form.told()),
                by=actors.of_request(request), **form.completion(),
            )  # fmt: skip
        except REFUSALS as refusal:
            refuse(form, refusal)
        else:
            say(request, _("Written down. We tell them, and their certificate is ready."))
            return redirect("learning:completions", slug)
    rows = Taking.objects.filter(version__package=package, member__isnull=False).exclude(completed_on=None)
    page = paged(request, rows.select_related("member", "version").order_by("-completed_on", "-pk"), 20)
    return show(request, "completions", form=form, package=package, page=page)


@doors.open_to(doors.COORDINATORS, why_not_members=RECORDED)
def certificate_for(request: HttpRequest, slug: str, taking: int) -> HttpResponse:
    """Somebody's certificate, to send by post."""
    rows = Taking.objects.exclude(completed_on=None).select_related("version__package", "member")
    return certificate_file(found_or_404(rows, version__package__slug=slug, pk=taking, member__isnull=False))


@doors.open_to(doors.COORDINATORS, why_not_members=RECORDED)
def feedback(request: HttpRequest, slug: str) -> HttpResponse:
    """What people said about a training, and what we learn from it."""
    package = _package(slug)
    rows = Feedback.objects.filter(package=package).exclude(member=None).select_related("item")
    return show(request, "feedback", package=package, page=paged(request, rows, 20))


@doors.open_to(doors.COORDINATORS, why_not_members=RECORDED)
@require_POST
def learn_from(request: HttpRequest, slug: str, feedback: int) -> HttpResponse:
    """Make a learning item of feedback."""
    row = found_or_404(Feedback.objects.exclude(member=None), package__slug=slug, pk=feedback)
    item = learning.learn_from(row, by=actors.of_request(request))
    say(request, _("It is a learning item now, without a name. Look at it, then let everybody read it."))
    return redirect("learning:item", item.pk)
