"""Translating what the centre writes: members are asked to, write, and agree on each other's words."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, languages, plain_text, translating
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.foundation.translating import Source

from ..models import Member, Translation, Translator
from ..queries import members
from ..queries import translating as questions

MOST = 20_000


class CannotTranslate(Exception):
    """Nothing was changed; the message is a sentence for the page."""


def ask_to_translate(member: Member, *, language: str, by: Actor) -> Translator:
    """Let a member translate into a language of the centre, beginning today. Twice changes nothing.

    Raises CannotTranslate for somebody whom we may not write to, and for a language that the centre does not offer.
    """
    if not members.may_be_reached(member):
        raise CannotTranslate(members.GUARDIAN_FIRST)
    if language not in languages.written():
        raise CannotTranslate(_("Choose one of the languages that the centre offers."))
    with transaction.atomic():
        Member.objects.select_for_update().get(pk=member.pk)
        row, made = Translator.objects.get_or_create(
            member=member, language=language, until=None, defaults={"by": by.key}
        )
        if made:
            record("people.asked_to_translate", member, by=by, language=language)
        return row


def end_translator(row: Translator, *, by: Actor) -> None:
    """They translate no longer. What they wrote stays. Twice changes nothing."""
    with transaction.atomic():
        if Translator.objects.filter(pk=row.pk, until=None).update(until=clock.today()):
            record("people.translator_ended", row.member, by=by, language=row.language)


def write_translation(
    source: Source, *, language: str, texts: Mapping[str, str], writer: Member | None, by: Actor
) -> Translation:
    """Keep a draft of every text of a thing; what is shown stays until somebody else agrees.

    `writer` is whose words they are: somebody may read them out on the phone. Raises ValidationError with the part.
    """
    if language == source.language or language not in languages.written():
        raise CannotTranslate(_("Choose one of the other languages that the centre offers."))
    said = {part.name: plain_text.clean(texts.get(part.name, "")) for part in source.asked}
    wrong = {
        part.name: _("Write this in the other language.") if not said[part.name] else _("Write less here.")
        for part in source.asked
        if not said[part.name] or len(said[part.name]) > MOST
    }
    if wrong:
        raise ValidationError(wrong)
    kind = translating.kind(source.kind)
    if kind and kind.check:
        kind.check(source, language, said)
    with transaction.atomic():
        row, _made = Translation.objects.update_or_create(
            kind=source.kind, key=source.key, language=language,
            defaults={
                "texts": said, "told_from": source.fingerprint, "source_texts": source.texts,
                "written_by": writer, "written_at": clock.now(), "by": by.key,
            },
        )  # fmt: skip
        record("people.translated", row, by=by, kind=source.kind, key=source.key, language=language)
        return row


def agree_translation(row: Translation, *, reader: Member, by: Actor) -> None:
    """A second person, who knows the language, agrees: from now on everybody reads it. Twice changes nothing.

    Raises CannotTranslate for whoever wrote it, and for words whose source is gone.
    """
    with transaction.atomic():
        row = Translation.objects.select_for_update().get(pk=row.pk)
        if row.is_agreed:
            return
        if questions.wrote(row, reader, by):
            raise CannotTranslate(_("Somebody else has to read it over. Ask another translator."))
        source = translating.read(row.kind, row.key)
        if source is None:
            raise CannotTranslate(_("What this translates is not public any more."))
        row.shown_texts, row.shown_from, row.shown_by_id = row.texts, row.told_from, row.written_by_id
        row.agreed_at, row.agreed_by = clock.now(), by.key
        row.save()
        kind = translating.kind(row.kind)
        if kind and kind.agreed:
            kind.agreed(source, row.language, row.texts, by)
        record("people.translation_agreed", row, by=by, kind=row.kind, key=row.key, language=row.language)
