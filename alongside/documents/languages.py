"""The languages that texts and their formats can be in, by their code, and their names."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LANGUAGES: list[tuple[str, str | Promise]] = [
    ("en", _("English")), ("ar", _("Arabic")), ("bn", _("Bengali")), ("zh", _("Chinese")), ("fr", _("French")),
    ("gu", _("Gujarati")), ("pa", _("Panjabi")), ("pl", _("Polish")), ("pt", _("Portuguese")),
    ("ro", _("Romanian")), ("so", _("Somali")), ("es", _("Spanish")), ("tr", _("Turkish")), ("ur", _("Urdu")),
    ("cy", _("Welsh")), ("yo", _("Yoruba")),
]  # fmt: skip


def name_of(code: str) -> str:
    """The name of a language, as readers call it; its code where we do not know it."""
    return str(dict(LANGUAGES).get(code, code))
