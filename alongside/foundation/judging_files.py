"""What a file is, judged by what is in it and not by its name. Nothing is opened that could run."""

import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from django.utils.translation import gettext_lazy as _

MOST_BYTES = 20 * 1024 * 1024
PDF, TEXT, MP3, JPEG, PNG = "application/pdf", "text/plain", "audio/mpeg", "image/jpeg", "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"

ENDINGS = {
    PDF: (".pdf",), DOCX: (".docx",), ODT: (".odt",), TEXT: (".txt",), MP3: (".mp3",), JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
}  # fmt: skip
NAMES = {
    PDF: "PDF", DOCX: "Word", ODT: "OpenDocument", TEXT: _("Plain text"), MP3: _("Sound (MP3)"),
    JPEG: _("Picture (JPEG)"), PNG: _("Picture (PNG)"),
}  # fmt: skip
ACCEPT = ",".join(ending for endings in ENDINGS.values() for ending in endings)


class NotWhatItSays(Exception):
    """The file is not taken; the message is a sentence that says what to do."""


@dataclass(frozen=True)
class Judged:
    """The kind of a file, and the ending that goes with it."""

    media_type: str
    ending: str


def judge(file: IO[bytes], name: str) -> Judged:
    """What kind a file is. Raises NotWhatItSays when it is none that we take, or when its name says another."""
    media_type = _kind(file)
    if media_type is None:
        raise NotWhatItSays(
            _("We cannot tell what this file is. Choose a PDF, Word, text, MP3, JPEG or PNG file.")
        )
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS[media_type]:
        raise NotWhatItSays(
            _("The name ends in “%(ending)s”, but the file is something else (%(kind)s). Save it again, and choose it.")
            % {"ending": ending or "–", "kind": NAMES[media_type]}
        )  # fmt: skip
    return Judged(media_type, ending)


def _kind(file: IO[bytes]) -> str | None:
    file.seek(0)
    head = file.read(1024)
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"PK\x03\x04"):
        return _document(file)
    if head.startswith(b"ID3") or _is_sound(head):
        return MP3
    return TEXT if _is_text(file) else None


def _document(file: IO[bytes]) -> str | None:
    """A document in a zip folder, without macros. Nothing of it is unpacked but its first, small label."""
    try:
        with zipfile.ZipFile(file) as folder:
            names = set(folder.namelist())
            if any("vbaproject" in name.lower() for name in names):
                return None
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return DOCX
            if "mimetype" in names and folder.getinfo("mimetype").file_size < 100:
                return ODT if folder.read("mimetype").strip() == ODT.encode() else None
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return None
    return None


def _is_sound(head: bytes) -> bool:
    """The first frame of MPEG layer III."""
    return len(head) > 3 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and (head[1] >> 1) & 3 == 1


def _is_text(file: IO[bytes]) -> bool:
    file.seek(0)
    try:
        words = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(words.strip()) and not any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in words)
