"""The desk of translators: what waits in each language, the texts side by side, and who translates."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.foundation import (
    actors,
    differing,
    doors,
    languages,
    once,
    pages,
    saved_first,
    translating,
    unsent,
)
from alongside.foundation.translating import Source

from .. import actions as people
from ..forms.translating import AskTranslatorForm, TranslateForm
from ..models import Translation, Translator
from ..queries import translating as questions
from .pages import say, show

ASKED_FIRST = _("The centre asks members to translate. Tell us if you would like to.")
CHOOSING = _("Whoever translates speaks for others, so coordinators ask them.")
STATES = {
    "missing": (_("Not translated"), "attention"), "outdated": (_("The original has changed"), "waiting"),
    "draft": (_("Waits for a second reader"), "info"), "agreed": (_("Translated"), "good"),
}  # fmt: skip


def _mine(request: HttpRequest) -> list[str]:
    """The languages that somebody may work in: all that are offered for staff, their own for translators."""
    if doors.roles_of(request) & doors.COORDINATORS:
        return [code for code in languages.written() if code != "en"]
    return questions.languages_of(getattr(request, "member", None))


def _may(request: HttpRequest, language: str) -> None:
    if language not in _mine(request):
        raise PermissionDenied(ASKED_FIRST)


def _source_or_404(kind: str, key: str) -> Source:
    source = translating.read(kind, key)
    if source is None:
        raise Http404
    return source


@doors.open_to(doors.SIGNED_IN)
def translations(request: HttpRequest) -> HttpResponse:
    """What is translated into a language and what waits, for its translators and for staff."""
    mine = _mine(request)
    language = request.GET.get("language", "")
    language = language if language in mine else next(iter(mine), "")
    rows = questions.work(language) if language else []
    counted = Counter(row.state for row in rows)
    page = pages.paged(request, [(row, *STATES[row.state]) for row in rows])
    return show(
        request, "translations", mine=languages.named(mine), into=language, page=page,
        counts=[(STATES[state][0], counted[state]) for state in questions.STATES],
        may_ask=bool(doors.roles_of(request) & doors.COORDINATORS),
    )  # fmt: skip


@unsent.guard
@doors.open_to(doors.SIGNED_IN)
@once.guard
def translate(request: HttpRequest, language: str, kind: str, key: str) -> HttpResponse:
    """One thing, in both languages side by side. Whoever saves second sees both texts."""
    _may(request, language)
    source = _source_or_404(kind, key)
    row = questions.find(source, language)
    staff = bool(doors.roles_of(request) & doors.COORDINATORS)
    writers = [one for one in questions.translators() if one.language == language] if staff else []
    now: dict[str, Any] = {part.name: row.texts.get(part.name, "") if row else "" for part in source.asked}
    form = saved_first.watch(
        TranslateForm(
            pages.posted(request),
            source=source,
            language=language,
            writers=writers,
            initial=now | pages.typed(request),
        )
    )
    if request.method == "POST" and form.is_valid():
        try:
            people.write_translation(
                source, language=language, texts=form.texts(),
                writer=form.writer() or getattr(request, "member", None), by=actors.of_request(request),
            )  # fmt: skip
        except (ValidationError, people.CannotTranslate) as refusal:
            pages.refuse(form, refusal)
        else:
            say(request, _("Saved. Everybody reads it once somebody else has read it over."))
            return redirect("people:translate", language, kind, key)
    return show(request, "translate", form=form, source=source, row=row, into=language,
                both=[(part, form[part.name]) for part in source.asked],
                writer_field=form["writer"] if form.writers else None, is_mine=_is_mine(request, row),
                **_beside(source, row, language))  # fmt: skip


def _is_mine(request: HttpRequest, row: Translation | None) -> bool:
    return row is not None and questions.wrote(
        row, getattr(request, "member", None), actors.of_request(request)
    )


def _beside(source: Source, row: Translation | None, language: str) -> dict[str, Any]:
    """What the page says around the form."""
    told = row.source_texts if row and row.told_from != source.fingerprint else {}
    changed = [
        (part.label, differing.pieces(told.get(part.name, ""), part.text))
        for part in source.asked
        if told and told.get(part.name, "") != part.text
    ]
    return {
        "changed": changed, "outdated": bool(told), "spoken": languages.own_name(language),
        "direction": languages.direction(language), "source_name": languages.name(source.language),
    }  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
@require_POST
@once.guard
def agree_translation(request: HttpRequest, language: str, kind: str, key: str) -> HttpResponse:
    """A second translator has read it over: it is shown from now on."""
    _may(request, language)
    row = get_object_or_404(Translation, kind=kind, key=key, language=language)
    try:
        people.agree_translation(row, reader=pages.me(request), by=actors.of_request(request))
    except people.CannotTranslate as refusal:
        return show(request, "cannot_translate", why=str(refusal), row=row)
    say(request, _("Thank you. Everybody reads it from now on."))
    return redirect("people:translate", language, kind, key)


@doors.open_to(doors.COORDINATORS, why_not_members=CHOOSING)
@once.guard
def translators(request: HttpRequest) -> HttpResponse:
    """Who translates, and a form for one more."""
    form = AskTranslatorForm(pages.posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            people.ask_to_translate(
                form.cleaned_data["who"],
                language=form.cleaned_data["language"],
                by=actors.of_request(request),
            )
        except people.CannotTranslate as refusal:
            pages.refuse(form, refusal)
        else:
            say(request, _("They can translate from now on."))
            return redirect("people:translators")
    rows = [(row, languages.name(row.language)) for row in questions.translators()]
    return show(request, "translators", form=form, rows=rows)


@doors.open_to(doors.COORDINATORS, why_not_members=CHOOSING)
@require_POST
@once.guard
def end_translator(request: HttpRequest, number: int) -> HttpResponse:
    """They translate no longer."""
    people.end_translator(get_object_or_404(Translator, pk=number), by=actors.of_request(request))
    say(request, _("They translate no longer. What they wrote stays."))
    return redirect("people:translators")
