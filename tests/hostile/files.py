"""Hostile files, made in code and kept small: they are not what they claim to be, or they are too much."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache

from PIL import Image

from tests.hostile.corpus import CALL, MARK

File = tuple[str, bytes]
"""A name, and what is in it."""
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{CALL}"><script>{CALL}</script></svg>'.encode()
HTML = f"<!doctype html><script>{CALL}</script>".encode()
BOMB = 4 * 1024 * 1024
"""What a bomb unpacks to, in bytes: enough to be noticed, little enough to harm no test."""


@cache
def all_files() -> tuple[File, ...]:
    """Every one of them, made once."""
    return (*_pictures(), *_pdfs(), *_folders(), *_texts(), *_names())


def picture(kind: str = "PNG", colour: str = "white", **more: object) -> bytes:
    """A small honest picture."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, kind, **more)
    return out.getvalue()


def placed_picture() -> bytes:
    """A JPEG that says where it was taken, with what, and by whom."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x9286] = "Camera " + MARK, "Painter " + MARK, "Comment " + MARK
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)}
    return picture("JPEG", exif=exif)


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes whose head promises billions of points."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(b"\0" * 999))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _pictures() -> Iterator[File]:
    jpeg, png = picture("JPEG"), picture()
    yield from (
        ("cut.jpg", jpeg[: len(jpeg) // 2]),
        ("head.jpg", jpeg[:20]),
        ("three.jpg", jpeg[:3]),
        ("cut.png", png[:40]),
    )
    yield from (("huge.png", huge_png()), ("wide.png", huge_png(2**31 - 1, 1)), ("none.png", huge_png(0, 0)))
    yield from (("place.jpg", placed_picture()), ("script.jpg", jpeg + HTML), ("script.png", png + HTML))
    yield from (
        ("drawing.svg", SVG),
        ("drawing.png", SVG),
        ("drawing.jpg", SVG),
        ("page.jpg", HTML),
        ("page.png", HTML),
    )
    yield from (
        ("php.jpg", b"\xff\xd8\xff<?php system($_GET[0]); ?>"),
        ("gif.png", b"GIF89a/*" + HTML),
        ("a.gif", b"GIF89a"),
    )
    yield from (
        ("wrong.jpg", png),
        ("wrong.png", jpeg),
        ("zip.jpg", jpeg + _folder({"x.html": HTML})),
        ("a.webp", b"RIFF\0\0\0\0WEBP"),
    )
    yield from (
        ("a.tiff", b"II*\0\x08\0\0\0\xff\xff"),
        ("a.ico", b"\0\0\1\0\xff\xff"),
        ("a.psd", b"8BPS"),
        ("a.eps", b"%!PS-Adobe"),
    )
    yield ("text.png", png[:33] + _chunk(b"zTXt", b"x\0\0" + zlib.compress(b"a" * BOMB)) + png[33:])


def _pdfs() -> Iterator[File]:
    action = b"<</S/JavaScript/JS(app.alert(1))>>"
    yield from (
        (
            "script.pdf",
            b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction"
            + action
            + b">>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
        ),
    )
    yield from (
        ("launch.pdf", b"%PDF-1.4\n1 0 obj<</OpenAction<</S/Launch/F(cmd.exe)>>>>endobj\n%%EOF"),
        ("head.pdf", b"%PDF-"),
    )
    yield from (
        ("page.pdf", b"%PDF-1.4\n" + HTML),
        ("loop.pdf", b"%PDF-1.4\n1 0 obj 1 0 R endobj"),
        ("none.pdf", HTML),
    )
    yield (
        "bomb.pdf",
        b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode>>stream\n" + zlib.compress(b"\0" * BOMB) + b"\nendstream",
    )


def _folder(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, body in files.items():
            folder.writestr(name, body)
    return out.getvalue()


def _folders() -> Iterator[File]:
    word = {"[Content_Types].xml": b"<x/>", "word/document.xml": HTML}
    entity = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><x>&c;</x>'
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    sheet = {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": entity}
    yield from (("script.docx", _folder(word)), ("macro.docx", _folder(word | {"word/vbaProject.bin": b"x"})))
    yield from (
        ("climb.docx", _folder({"../../../etc/x": b"x"})),
        ("cut.docx", _folder(word)[:-30]),
        ("empty.docx", _folder({})),
    )
    yield from (
        ("bomb.docx", _folder(word | {"word/x": b"\0" * BOMB})),
        ("bomb.odt", _folder({"mimetype": b"\0" * BOMB})),
    )
    yield from (
        ("entity.xlsx", _folder(sheet)),
        ("outside.xlsx", _folder(sheet | {"xl/workbook.xml": outside})),
    )
    yield from (
        ("bomb.xlsx", _folder(sheet | {"xl/sharedStrings.xml": b" " * BOMB})),
        ("plain.xlsx", b"PK\x03\x04"),
        ("x.xlsx", HTML),
    )
    yield from (
        ("a.zip", _folder({"x.html": HTML})),
        ("a.gz", gzip.compress(b"\0" * BOMB)),
        ("a.exe", b"MZ" + b"\0" * 99),
    )


def _texts() -> Iterator[File]:
    cells = "\n".join(f'"{sign}cmd|x",{CALL}' for sign in "=+-@")
    yield from (
        ("cells.csv", b"name,email\n" + cells.encode()),
        ("null.csv", b"name,email\n\0,\0\n"),
        ("wide.csv", b"," * 200_000),
    )
    yield from (
        ("quote.csv", b'name,email\n"' + b"a" * 200_000),
        ("utf16.csv", "name,email\nZoë,z@x\n".encode("utf-16")),
        ("bad.csv", b"\xff\xfe\xfd\n\x80"),
    )
    yield from (
        ("page.txt", HTML),
        ("null.txt", b"a\0b"),
        ("deep.json", b"[" * 100_000),
        ("page.csv", HTML),
        ("one.mp3", b"ID3" + HTML),
    )


def _names() -> Iterator[File]:
    png = picture()
    yield from (
        ("../../../x.png", png),
        ("x.png\0.html", png),
        ("\u202egnp.exe", png),
        ("a" * 300 + ".png", png),
        (".png", png),
        ("x.html", png),
    )
    yield from (
        ('"><img src=x onerror=' + CALL + ">.png", png),
        ("CON.png", png),
        ("x.png;.jpg", png),
        ("a\r\nX: 1.png", png),
    )
