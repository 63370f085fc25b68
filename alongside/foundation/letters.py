"""What every message of the house shares: paragraphs, addresses that can be typed, who writes, where to ask."""

from django.conf import settings
from django.utils.translation import gettext as _

from .models import Centre


def centre_name() -> str:
    """The centre's name, for the start of a message."""
    centre = Centre.current()
    return centre.name if centre else "Alongside"


def absolute(path: str) -> str:
    """A path of this house as people can type it."""
    return f"{settings.SITE_URL}{path}"


def paragraphs(*lines: str) -> str:
    """Plain text, an empty line between paragraphs, and none where there is nothing to say."""
    return "\n\n".join(line for line in lines if line)


def where_to_ask() -> str:
    """How to reach the centre with a question; nothing where the centre has not said."""
    centre = Centre.current()
    ways = [way for way in (centre.help_phone, centre.help_email) if way] if centre else []
    return _("Questions? Reach us at %(ways)s.") % {"ways": _(" or ").join(ways)} if ways else ""
