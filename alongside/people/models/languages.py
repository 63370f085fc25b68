"""The languages that can be ticked. Only these are ever counted: other words could say who somebody is."""

from django.utils.translation import gettext_lazy as _

LANGUAGES = [
    ("English", _("English")),
    ("Arabic", _("Arabic")),
    ("Bengali", _("Bengali")),
    ("British Sign Language", _("British Sign Language")),
    ("Chinese", _("Chinese")),
    ("French", _("French")),
    ("Gujarati", _("Gujarati")),
    ("Panjabi", _("Panjabi")),
    ("Polish", _("Polish")),
    ("Portuguese", _("Portuguese")),
    ("Romanian", _("Romanian")),
    ("Somali", _("Somali")),
    ("Spanish", _("Spanish")),
    ("Turkish", _("Turkish")),
    ("Urdu", _("Urdu")),
    ("Welsh", _("Welsh")),
    ("Yoruba", _("Yoruba")),
]

KNOWN = frozenset(code.casefold() for code, _label in LANGUAGES)
