"""Doors of versions: reading and comparing, freezing, signing, opening again."""

from django.urls import path

from ..views import versions
from .reading import TEXT

ONE = TEXT + "versions/<int:number>/"

urlpatterns = [
    path(TEXT + "versions/", versions.versions, name="versions"),
    path(TEXT + "compare/", versions.compare, name="compare"),
    path(ONE, versions.version, name="version"),
    path(ONE + "file/<slug:kind>/", versions.version_file, name="version_file"),
    path(ONE + "sign/<int:role>/", versions.sign, name="sign"),
    path(ONE + "signed/", versions.record_signature, name="record_signature"),
    path(TEXT + "edit/freeze/", versions.freeze, name="freeze"),
    path(TEXT + "edit/signers/", versions.signers, name="signers"),
    path(TEXT + "edit/signers/ask/", versions.ask_to_sign, name="ask_to_sign"),
    path(TEXT + "edit/signers/<int:role>/end/", versions.end_signing_role, name="end_signing_role"),
    path(TEXT + "edit/reopen/", versions.reopen, name="reopen"),
]
