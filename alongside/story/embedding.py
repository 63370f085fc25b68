"""What other sites and readers take: a fragment of HTML without a frame or script, and a feed of editions (Atom)."""

from __future__ import annotations

from datetime import UTC
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from alongside.foundation.models import Centre

from .models import Edition

ATOM = "http://www.w3.org/2005/Atom"


def feed(editions: list[Edition]) -> bytes:
    """Editions as Atom (RFC 4287), newest first, in the active language."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    centre = Centre.current()
    site = settings.SITE_URL
    root = Element("feed", {"xmlns": ATOM, "xml:lang": language})
    itself = site + reverse("story:feed")
    newest = max((edition.published_at for edition in editions), default=None)
    parts = {
        "id": itself, "title": _("Editions of our story"),
        "updated": newest.astimezone(UTC).isoformat() if newest else "1970-01-01T00:00:00+00:00",
    }  # fmt: skip
    for name, text in parts.items():
        SubElement(root, name).text = str(text)
    SubElement(SubElement(root, "author"), "name").text = centre.name if centre else str(_("This centre"))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": itself})
    SubElement(root, "link", {"rel": "alternate", "href": site + reverse("story:editions")})
    for edition in editions:
        _entry(root, edition, site)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _entry(root: Element, edition: Edition, site: str) -> None:
    where = site + reverse("story:edition", args=[edition.slug])
    entry = SubElement(root, "entry")
    day = edition.as_of.isoformat()
    parts = {
        "id": where, "title": edition.title, "updated": edition.published_at.astimezone(UTC).isoformat(),
        "summary": _("The story as of %(day)s. It stays as it was published.") % {"day": day},
    }  # fmt: skip
    for name, text in parts.items():
        SubElement(entry, name).text = str(text)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": where})
