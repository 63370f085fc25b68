"""Every place that takes a file is known, and says how large it may be; what is a picture keeps no place."""

from io import BytesIO

from django.apps import apps
from django.db import models
from django.forms import BaseForm
from PIL import Image

from alongside.foundation import forms
from alongside.payments import pictures
from tests.architecture.checks import all_patterns
from tests.hostile import files
from tests.hostile.corpus import MARK

KEPT = {
    "gatherings.PackFormat.file": "judged by content, handed over as an attachment",
    "learning.Resource.file": "judged by content, handed over as an attachment",
}
DRAWN_ANEW = {"WithPhoto", "ClaimForm", "ClaimWithPhotoForm", "ClaimForForm"}
"""A photo of a receipt becomes a JPEG of ours whatever it is called, or is refused."""
MOST = 20 * 1024 * 1024


def test_every_field_that_keeps_a_file_is_known() -> None:
    found = {
        f"{table._meta.label}.{one.name}"
        for table in apps.get_models()
        for one in table._meta.get_fields()
        if isinstance(one, models.FileField)
    }
    assert found == set(KEPT)


def test_every_form_that_takes_a_file_has_a_limit_and_names_its_kinds() -> None:
    list(all_patterns())  # the views, and with them every form, are read in
    taking = [
        (form, one)
        for form in all_forms(BaseForm)
        for one in getattr(form, "base_fields", {}).values()
        if isinstance(one, forms.FileField)
    ]
    assert len(taking) >= 6
    wrong = [
        form.__name__
        for form, one in taking
        if not 0 < one.max_size <= MOST or not (one.endings or form.__name__ in DRAWN_ANEW)
    ]
    assert wrong == []


def all_forms(form: type[BaseForm]) -> list[type[BaseForm]]:
    """A form and all that are made from it."""
    return [form, *(each for below in form.__subclasses__() for each in all_forms(below))]


def test_a_picture_keeps_neither_place_nor_camera_nor_what_was_hidden_behind_it() -> None:
    for raw in (files.placed_picture(), files.picture("JPEG") + files.HTML, files.picture() + files.HTML):
        drawn = pictures.as_jpeg(BytesIO(raw))
        assert MARK.encode() not in drawn
        with Image.open(BytesIO(drawn)) as picture:
            assert dict(picture.getexif()) == {}
