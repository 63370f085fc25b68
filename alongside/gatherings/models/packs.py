"""The pack: what people can read, listen to or look at before a session, each item in more than one format."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.models import BaseModel
from alongside.foundation.privacy import KEEP, personal, public

from .sessions import Session


class Variant(models.TextChoices):
    """For whom a format is made."""

    STANDARD = "standard", _("Standard")
    LARGE_PRINT = "large_print", _("Large print")
    EASY_READ = "easy_read", _("Easy Read")
    AUDIO = "audio", _("To listen to")
    PICTURE = "picture", _("As a picture")


class PackItem(BaseModel):
    """One thing in the pack, such as the plan. With `on_request`, other formats are made for whoever asks."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="pack_items")
    title = models.CharField(max_length=160)
    order = models.PositiveSmallIntegerField(default=0)
    is_public = models.BooleanField(default=False)
    on_request = models.BooleanField(default=False)

    privacy = {
        "id": public(), "created_at": public(), "session": public(), "title": public(), "order": public(),
        "is_public": public(), "on_request": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class PackFormat(BaseModel):
    """One format of an item: words to read on the page, or a file that was judged by what is in it."""

    item = models.ForeignKey(PackItem, on_delete=models.CASCADE, related_name="formats")
    variant = models.CharField(max_length=12, choices=Variant.choices, default=Variant.STANDARD)
    text = models.TextField(blank=True)
    file = models.FileField(upload_to="packs/%Y/", blank=True, max_length=200)
    file_name = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=80, blank=True)
    size = models.PositiveIntegerField(default=0)

    privacy = {
        "id": public(), "created_at": public(), "item": public(), "variant": public(), "text": public(),
        "file": public(), "file_name": public(), "media_type": public(), "size": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file="", media_type="") & ~Q(text="")
                | Q(text="") & ~Q(file="") & ~Q(media_type=""),
                name="a_format_is_words_or_a_file",
            )
        ]

    def __str__(self) -> str:
        return f"{self.variant} of {self.item_id}"


class PackPublication(BaseModel):
    """The pack went out: when, who sent it, and how many copies go by post."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="pack_publications")
    sent_by = models.CharField(max_length=40)
    told = models.PositiveIntegerField(default=0)
    paper_copies = models.PositiveIntegerField(default=0)

    privacy = {
        "id": public(), "created_at": public(), "session": public(), "sent_by": personal(KEEP), "told": public(),
        "paper_copies": public(),
    }  # fmt: skip

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"pack of {self.session_id}"
