"""Training packages: modules that are texts or activities, versions that stay as they are, where they are taught."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.documents.models import NAMED_BY
from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public
from alongside.people.models import Attribution


class Licence(models.TextChoices):
    CC_BY = "cc_by", _("Use it, change it, say who made it (CC BY 4.0)")
    CC_BY_SA = "cc_by_sa", _("Use it, change it, share it alike (CC BY-SA 4.0)")
    CC_BY_NC = "cc_by_nc", _("Use it and change it, but not for profit (CC BY-NC 4.0)")
    CC0 = "cc0", _("Use it in any way (CC0 1.0)")
    ASK = "ask", _("Ask us first")


LICENCE_LINKS = {
    "cc_by": "https://creativecommons.org/licenses/by/4.0/",
    "cc_by_sa": "https://creativecommons.org/licenses/by-sa/4.0/",
    "cc_by_nc": "https://creativecommons.org/licenses/by-nc/4.0/",
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


class TrainingPackageQuerySet(models.QuerySet["TrainingPackage"]):
    def shown(self) -> TrainingPackageQuerySet:
        """Those that everybody may take."""
        return self.exclude(opened_at=None).order_by("title", "pk")


class TrainingPackage(BaseModel):
    """A training package. `opened_at` is when everybody could take it first: with its first version."""

    title = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80, unique=True)
    language = models.CharField(max_length=16, default=settings.LANGUAGE_CODE)
    about = models.TextField(blank=True)
    licence = models.CharField(max_length=10, choices=Licence.choices)
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = TrainingPackageQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "title": public(), "slug": public(), "language": public(),
        "about": public(), "licence": public(), "opened_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def licence_link(self) -> str:
        """Where the licence can be read; "" where people ask first."""
        return LICENCE_LINKS.get(self.licence, "")


class Author(BaseModel):
    """A member who made a package with us, named as they chose: without a name until they say so."""

    package = models.ForeignKey(TrainingPackage, on_delete=models.CASCADE, related_name="authors")
    member = models.ForeignKey(
        "people.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="training_authored"
    )
    named = models.CharField(max_length=12, choices=NAMED_BY, default=Attribution.NONE)
    role_text = models.CharField(max_length=120, blank=True)

    privacy = {
        "id": public(), "created_at": public(), "package": public(), "member": personal(),
        "named": personal(KEEP), "role_text": personal(),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["package", "member"], name="an_author_once")]

    def __str__(self) -> str:
        return f"author {self.pk} of {self.package_id}"


class ModuleKind(models.TextChoices):
    TEXT = "text", _("A text to read")
    ACTIVITY = "activity", _("Something to do")


class ModuleQuerySet(models.QuerySet["Module"]):
    def standing(self) -> ModuleQuerySet:
        """Those that are in the package now, in order."""
        return self.filter(removed_at=None).order_by("place", "pk")


class Module(BaseModel):
    """One module as it is worked on: a frozen version of a text, or an activity in its own words."""

    package = models.ForeignKey(TrainingPackage, on_delete=models.CASCADE, related_name="modules")
    place = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=ModuleKind.choices)
    title = models.CharField(max_length=160)
    minutes = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    version = models.ForeignKey(
        "documents.Version", on_delete=models.PROTECT, null=True, blank=True, related_name="modules"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ModuleQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "package": public(), "place": public(), "kind": public(),
        "title": public(), "minutes": public(), "text": public(), "version": public(), "removed_at": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["package", "place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="text", version__isnull=False, text="")
                | Q(kind="activity", version=None) & ~Q(text=""),
                name="a_module_is_a_text_or_an_activity",
            )
        ]

    def __str__(self) -> str:
        return self.title


class TrainingVersionQuerySet(models.QuerySet["TrainingVersion"]):
    def newest(self, package: TrainingPackage) -> TrainingVersion | None:
        """The version that people take now."""
        return self.filter(package=package).order_by("-number").first()


class TrainingVersion(BaseModel):
    """A version of a package; it stays as it is.

    `content` is a list in order: {"module", "number", "kind", "title", "minutes", "text", "version"}, in which
    `version` is the id of a frozen version of a text, or None.
    """

    package = models.ForeignKey(TrainingPackage, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    summary = models.TextField(blank=True)
    content = models.JSONField(default=list)
    by = models.CharField(max_length=40)

    objects = TrainingVersionQuerySet.as_manager()

    privacy = {
        "id": public(), "created_at": public(), "package": public(), "number": public(), "title": public(),
        "summary": public(), "content": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["package", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["package", "number"], name="a_training_version_has_one_number")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.package_id}"

    @property
    def minutes(self) -> int:
        """How long all its modules take."""
        return sum(one["minutes"] for one in self.content)

    def module(self, number: int) -> dict[str, Any] | None:
        """The module with this number; None where there is none."""
        return next((one for one in self.content if one["number"] == number), None)


class Delivery(BaseModel):
    """A package was taught, or will be: on a day, at a session that a room knows, or at a place in words."""

    package = models.ForeignKey(TrainingPackage, on_delete=models.CASCADE, related_name="deliveries")
    version = models.ForeignKey(TrainingVersion, on_delete=models.PROTECT, related_name="deliveries")
    on = models.DateField()
    kind = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=80, blank=True)
    label = models.CharField(max_length=200)
    url = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=40)

    privacy = {
        "id": public(), "created_at": public(), "package": public(), "version": public(), "on": public(),
        "kind": public(), "key": public(), "label": public(), "url": public(), "by": personal(KEEP),
    }  # fmt: skip

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "kind", "key"], condition=~Q(key=""), name="taught_once_at_a_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.package_id} on {self.on}"


class Download(models.Model):
    """Somebody took something away. Nobody knows who: there is a day, and nothing else."""

    kind = models.CharField(max_length=10)
    key = models.PositiveBigIntegerField()
    form = models.CharField(max_length=10)
    on = models.DateField()

    privacy = {"id": public(), "kind": public(), "key": public(), "form": public(), "on": public()}

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "key"], name="downloads_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} as {self.form}"
