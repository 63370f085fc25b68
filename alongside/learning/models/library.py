"""The resource library: what can be read, heard or seen, linked or uploaded; and other formats that people ask for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Mode

from .items import Strand
from .training import LICENCE_LINKS, Licence


class ResourceKind(models.TextChoices):
    GUIDE = "guide", _("Guide")
    TOOL = "tool", _("Template or tool")
    REPORT = "report", _("Report")
    CASE = "case", _("Story of a project")
    OTHER = "other", _("Something else")


class Form(models.TextChoices):
    """In which form something is."""

    WEB = "web", _("Web page")
    PDF = "pdf", _("PDF")
    WORD = "word", _("Word")
    TEXT = "text", _("Plain text")
    EASY_READ = "easy_read", _("Easy Read")
    AUDIO = "audio", _("Audio")
    FILM = "film", _("Film")
    BSL = "bsl", _("British Sign Language")
    PICTURE = "picture", _("Picture")
    TRANSLATION = "translation", _("Translation")


class ResourceQuerySet(models.QuerySet["Resource"]):
    def shown(self) -> ResourceQuerySet:
        """Those in the library now."""
        return self.filter(removed_at=None)


class Resource(BaseModel):
    """One thing in the library: a link, or a file that was judged by what is in it."""

    title = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    kind = models.CharField(max_length=8, choices=ResourceKind.choices)
    form = models.CharField(max_length=12, choices=Form.choices)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    licence = models.CharField(max_length=10, choices=Licence.choices)
    made_by = models.CharField(max_length=200, blank=True)
    strand = models.CharField(max_length=10, choices=Strand.choices, blank=True)
    url = models.CharField(max_length=500, blank=True)
    file = models.FileField(upload_to="resources/%Y/", blank=True, max_length=200)
    file_name = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=80, blank=True)
    size = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=40)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ResourceQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "title": public(), "about": public(), "kind": public(),
        "form": public(), "language": public(), "licence": public(), "made_by": public(), "strand": public(),
        "url": public(), "file": public(), "file_name": public(), "media_type": public(), "size": public(),
        "by": personal(KEEP), "removed_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(url="") & ~Q(file="") | ~Q(url="") & Q(file=""),
                name="a_resource_is_a_link_or_a_file",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def licence_link(self) -> str:
        """Where the licence can be read; "" where people ask first."""
        return LICENCE_LINKS.get(self.licence, "")


class FormatRequestQuerySet(models.QuerySet["FormatRequest"]):
    def unanswered(self) -> FormatRequestQuerySet:
        """Those that wait, those that are due first before the others."""
        return self.filter(answered_at=None, withdrawn_at=None).order_by("due_on", "pk")


class FormatRequest(BaseModel):
    """Somebody asks for something in another format. `due_on` is the day by which it is answered; it never moves.

    `kind`, `key`, `label` and `url` name the thing, as `foundation.sources` does.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    label = models.CharField(max_length=200)
    url = models.CharField(max_length=500)
    wanted = models.TextField()
    member = models.ForeignKey(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="formats_asked"
    )
    how = models.CharField(max_length=10, choices=Mode.choices, default=Mode.WEB)
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = FormatRequestQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": personal(KEEP), "kind": public(), "key": public(), "label": public(),
        "url": public(), "wanted": personal(), "member": personal(), "how": personal(KEEP), "due_on": public(),
        "answer": personal(), "answered_at": public(), "answered_by": personal(KEEP),
        "withdrawn_at": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by="")
                | Q(answered_at__isnull=False) & ~Q(answered_by=""),
                name="a_format_is_answered_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"request {self.pk} for {self.kind} {self.key}"
