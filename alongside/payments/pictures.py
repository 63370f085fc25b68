"""Photos of receipts: judged by what they hold, never by their name, and drawn anew as plain JPEGs."""

from io import BytesIO
from typing import IO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
"""What phones and browsers send. Each further format is more code that a stranger's file could reach."""


class NotAPicture(ValueError):
    """The file cannot be kept; the message is a sentence that says what to do."""


def as_jpeg(file: IO[bytes]) -> bytes:
    """The picture as a JPEG of at most 1,600 pixels a side, without place, time or camera.

    Raises NotAPicture for anything that is no picture, for a broken one, and for one that is too large.
    """
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise NotAPicture(_("Choose a smaller photo. It may have 8 MB."))
    try:
        return _drawn_anew(raw)
    except NotAPicture:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError,
            ValueError, SyntaxError, EOFError, MemoryError, KeyError, IndexError, TypeError, ArithmeticError,
            AttributeError, RuntimeError):  # fmt: skip
        # A broken picture can fail in any of these ways, depending on its format.
        raise NotAPicture(_("This is not a photo that we can open. Choose a photo, or call us.")) from None


def _drawn_anew(raw: bytes) -> bytes:
    with Image.open(BytesIO(raw), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise NotAPicture(_("This photo is too large. Take it again with fewer pixels, or call us."))
        upright = ImageOps.exif_transpose(picture)
        flat = _on_white(upright)
        flat.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        seen = Image.new("RGB", flat.size)
        seen.paste(flat)
        out = BytesIO()
        seen.save(out, "JPEG", quality=82, optimize=True)
        return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency: what can be seen through becomes white paper."""
    clear = picture.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(paper, clear).convert("RGB")
