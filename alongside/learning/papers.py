"""Paper: a version of a training to take away, and certificates. PDF/UA-1, set by typst; words are data, not markup."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.utils import formats, timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.foundation import letters, typesetting

from .models import Taking, TrainingVersion
from .queries import training

TYPESET = Path(__file__).parent / "typeset"
Section = tuple[str, str]


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name for readers, its ending, its media type, and how it is made."""

    label: str | Promise
    ending: str
    media_type: str
    make: Callable[[TrainingVersion], bytes]


def package_pdf(version: TrainingVersion) -> bytes:
    """All modules as one PDF. The same bytes each time."""
    with translation.override(version.package.language):
        day = timezone.localtime(version.created_at).date()
        return set_paper(version.title, _front(version), _sections(version), day, version.package.language)


def package_text(version: TrainingVersion) -> bytes:
    """All modules as plain text, UTF-8."""
    with translation.override(version.package.language):
        lines = [version.title, *_front(version)]
        lines += [part for head, words in _sections(version) for part in (f"\n# {head}", words)]
    return ("\n".join(line for line in lines if line) + "\n").encode()


PACKAGE_KINDS = {
    "pdf": Kind(gettext_lazy("PDF"), "pdf", "application/pdf", package_pdf),
    "text": Kind(gettext_lazy("Plain text"), "txt", "text/plain; charset=utf-8", package_text),
}
"""Every kind of file, by its name in addresses."""


def _front(version: TrainingVersion) -> list[str]:
    credits = training.credits(version.package)
    names = ", ".join(credits.names)
    if names and credits.more:
        names = _("%(names)s and others") % {"names": names}
    day = timezone.localtime(version.created_at).date()
    return [
        _("Version %(number)d, %(day)s") % {"number": version.number, "day": _day(day)},
        minutes_in_words(version.minutes),
        _("Made by: %(names)s") % {"names": names} if names else "",
        str(version.package.get_licence_display()),
        version.package.licence_link,
    ]


def _sections(version: TrainingVersion) -> list[Section]:
    found: list[Section] = []
    for page in training.pages(version):
        module = page.module
        head = f"{module['number']}. {module['title']} ({minutes_in_words(module['minutes'])})"
        words = ["\n".join(part for part in (one["heading"], one["text"]) if part) for one in page.parts]
        found.append((head, "\n\n".join(words)))
    return found


def minutes_in_words(minutes: int) -> str:
    """How long something takes: "45 minutes"."""
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def _day(day: date) -> str:
    return str(formats.date_format(day, "DATE_FORMAT"))


def set_paper(
    title: str, front: Iterable[str], sections: Iterable[Section], day: date, language: str
) -> bytes:
    """A PDF with a title, lines below it, and sections of a heading and paragraphs."""
    data = _about(title, day, language) | {
        "front": [line for line in front if line],
        "sections": [
            {"head": head, "paragraphs": words.split("\n\n"), "dir": typesetting.direction(words or head)}
            for head, words in sections
        ],
    }  # fmt: skip
    return _set("paper.typ", data, day)


@dataclass(frozen=True)
class Words:
    """What stands on a certificate."""

    centre: str
    title: str
    name: str
    done: str
    training: str
    lines: list[str]
    modules: list[str]


def words_of(taking: Taking) -> Words:
    """A certificate in the language of whoever looks at it. Raises ValueError for a training that is not completed."""
    member, version = taking.member, taking.version
    if member is None or taking.completed_on is None:
        raise ValueError("There is a certificate only for somebody who completed a training.")
    number = f"{version.package_id}-{version.number}-{taking.pk}"
    return Words(
        centre=letters.centre_name(), title=_("Certificate"), name=member.full_name or member.called,
        done=_("completed the training"), training=version.title,
        lines=[
            _("on %(day)s") % {"day": _day(taking.completed_on)},
            _("Version %(number)d") % {"number": version.number} + " · " + minutes_in_words(version.minutes),
            _("Number of this certificate: %(number)s") % {"number": number},
        ],
        modules=[one["title"] for one in version.content],
    )  # fmt: skip


def certificate(taking: Taking) -> bytes:
    """A certificate as PDF, in the language of whoever asks for it."""
    words = words_of(taking)
    assert taking.completed_on is not None
    day, language = taking.completed_on, translation.get_language() or "en"
    data = _about(f"{words.title}: {words.training}", day, language) | {
        "head": words.title, "centre": words.centre, "name": words.name, "done": words.done,
        "training": words.training, "lines": words.lines, "modules": words.modules,
        "contains": _("Its modules"), "dir": "rtl" if translation.get_language_bidi() else "ltr",
    }  # fmt: skip
    return _set("certificate.typ", data, day)


def _about(title: str, day: date, language: str) -> dict[str, Any]:
    return {
        "title": title, "author": letters.centre_name(), "lang": language.split("-")[0],
        "dir": typesetting.direction(title), "date": list(day.timetuple()[:3]),
    }  # fmt: skip


def _set(template: str, data: dict[str, Any], day: date) -> bytes:
    import typst  # here, because few processes ever print and it weighs 7 MB

    made = typst.compile(
        (TYPESET / template).read_bytes(), format="pdf", pdf_standards=["ua-1"],
        timestamp=datetime.combine(day, time(12), UTC), font_paths=typesetting.fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made
