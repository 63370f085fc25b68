"""Which records of this room, and of the rooms beneath it, count for which heading of a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from alongside.conversations.models import Conversation, Decision
from alongside.documents.models import Format, Reflection, Source, Version
from alongside.people.models import OutreachAction

from ..models import Delivery, DesignChange, FormatRequest, HowItWent, LearningItem, TrainingVersion, Verdict
from . import changes
from .evidence import Counted, Found, Name
from .training import KIND as TRAINING

CONVERSATION, TEXT = "conversation", "text"


def _named(kind: str, key: int | None) -> frozenset[Name]:
    return frozenset() if key is None else frozenset({(kind, str(key))})


def _short(words: str) -> str:
    return Truncator(words).chars(160)


def _items(rows: QuerySet[LearningItem], begins: date, ends: date) -> Iterator[Found]:
    for row in rows.filter(created_at__date__range=(begins, ends)):
        day = timezone.localtime(row.created_at).date()
        yield Found(day, _short(row.what), reverse("learning:item", args=[row.pk]), _of(row))


def _of(*rows: LearningItem | DesignChange | Delivery | FormatRequest | Reflection) -> frozenset[Name]:
    """What these rows name by kind and key."""
    return frozenset((row.kind, row.key) for row in rows if row.key)


def worked(begins: date, ends: date) -> Iterator[Found]:
    """What was learnt, whichever way it went."""
    return _items(LearningItem.objects.public(), begins, ends)


def did_not(begins: date, ends: date) -> Iterator[Found]:
    """What did not work, or only in part."""
    went = (HowItWent.DID_NOT, HowItWent.MIXED)
    return _items(LearningItem.objects.public().filter(how_it_went__in=went), begins, ends)


def changed(begins: date, ends: date) -> Iterator[Found]:
    """What was changed because of what was learnt."""
    made = (Verdict.ADOPTED, Verdict.ADAPTED)
    rows = DesignChange.objects.filter(verdict__in=made, decided_at__date__range=(begins, ends))
    for one in changes.told(changes.with_items(rows).prefetch_related("items")):
        row = one.row
        assert row.decided_at is not None
        day = timezone.localtime(row.decided_at).date()
        page = reverse("learning:change", args=[row.pk])
        yield Found(day, _short(f"{one.target.label}: {row.what}"), page, _of(row, *row.items.all()))


def taught(begins: date, ends: date) -> Iterator[Found]:
    """Training that was taught."""
    for row in Delivery.objects.filter(on__range=(begins, ends)).select_related("package"):
        page = reverse("learning:package", args=[row.package.slug])
        yield Found(
            row.on, f"{row.package.title}: {row.label}", page, _of(row) | _named(TRAINING, row.package_id)
        )


def published(begins: date, ends: date) -> Iterator[Found]:
    """Versions of training."""
    rows = TrainingVersion.objects.filter(created_at__date__range=(begins, ends)).defer("content")
    for row in rows.select_related("package"):
        day = timezone.localtime(row.created_at).date()
        page = reverse("learning:package", args=[row.package.slug])
        yield Found(day, f"{row.title}, {row.number}", page, _named(TRAINING, row.package_id))


def formats_answered(begins: date, ends: date) -> Iterator[Found]:
    """Formats that somebody asked for and got an answer about. What they wrote stays theirs."""
    for row in FormatRequest.objects.filter(answered_at__date__range=(begins, ends)):
        assert row.answered_at is not None
        yield Found(timezone.localtime(row.answered_at).date(), row.label, row.url, _of(row))


def formats(begins: date, ends: date) -> Iterator[Found]:
    """Other formats of texts."""
    rows = Format.objects.filter(created_at__date__range=(begins, ends), document__opened_at__isnull=False)
    for row in rows.select_related("document"):
        day = timezone.localtime(row.created_at).date()
        label = f"{row.document.title}: {row.get_kind_display()}"
        page = reverse("documents:text_formats", args=[row.document.slug])
        yield Found(day, label, page, _named(TEXT, row.document_id) | _named("version", row.version_id))


def signed(begins: date, ends: date) -> Iterator[Found]:
    """Texts that were written together and signed off."""
    rows = Version.objects.filter(signed_at__date__range=(begins, ends), document__opened_at__isnull=False)
    came_from: dict[int, set[Name]] = {}
    named = Source.objects.filter(clause__document__versions__in=rows).exclude(key="").distinct()
    for document, kind, key in named.values_list("clause__document", "kind", "key"):
        came_from.setdefault(document, set()).add((kind, key))
    for row in rows.select_related("document").defer("content"):
        assert row.signed_at is not None
        page = reverse("documents:version", args=[row.document.slug, row.number])
        of = _named(TEXT, row.document_id) | _named("version", row.pk) | came_from.get(row.document_id, set())
        yield Found(timezone.localtime(row.signed_at).date(), f"{row.title}, {row.number}", page, of)


def lived(begins: date, ends: date) -> Iterator[Found]:
    """How people lived principles."""
    rows = Reflection.objects.public().filter(
        created_at__date__range=(begins, ends), document__opened_at__isnull=False
    )
    for row in rows.select_related("document"):
        page = reverse("documents:clause", args=[row.document.slug, row.clause_id])
        of = _of(row) | _named(TEXT, row.document_id)
        yield Found(timezone.localtime(row.created_at).date(), _short(row.text), page, of)


def asked(begins: date, ends: date) -> Iterator[Found]:
    """Questions put to the community."""
    for row in Conversation.objects.published().filter(opens_on__range=(begins, ends)):
        page = reverse("conversations:conversation", args=[row.pk])
        yield Found(row.opens_on, row.question, page, _named(CONVERSATION, row.pk))


def decided(begins: date, ends: date) -> Iterator[Found]:
    """Decisions, with who took them."""
    for row in Decision.objects.filter(decided_on__range=(begins, ends)):
        page = reverse("conversations:decision", args=[row.pk])
        of = _named(CONVERSATION, row.conversation_id) | _named("decision", row.pk)
        yield Found(row.decided_on, row.question, page, of)


def reached(begins: date, ends: date) -> Iterator[Found]:
    """What was done to reach communities."""
    for row in OutreachAction.objects.filter(on__range=(begins, ends)).select_related("community"):
        page = reverse("people:community", args=[row.community.slug])
        yield Found(row.on, _short(f"{row.community.name}: {row.what}"), page)


OWN = [
    Counted(
        frozenset({"aim", "together"}), _("Questions put to the community"), asked, "conversations:add_conversation"
    ),
    Counted(
        frozenset({"methods", "together", "governance"}), _("Texts written together and signed off"), signed,
        "documents:start_text",
    ),
    Counted(frozenset({"methods", "support"}), _("Training that was taught"), taught, "learning:trainings"),
    Counted(
        frozenset({"results", "impact"}), _("What was learnt, whichever way it went"), worked, "learning:write_item"
    ),
    Counted(
        frozenset({"influence", "impact"}), _("Changes made because of what was learnt"), changed, "learning:changes"
    ),
    Counted(
        frozenset({"influence", "governance"}), _("Decisions, with who took them"), decided,
        "conversations:add_decision",
    ),
    Counted(
        frozenset({"reflection"}), _("What did not work, or only in part"), did_not, "learning:write_item"
    ),
    Counted(frozenset({"reflection"}), _("How people lived principles"), lived, "documents:texts"),
    Counted(frozenset({"support"}), _("Versions of training"), published, "learning:start_package"),
    Counted(
        frozenset({"opportunities"}), _("What was done to reach communities, and what came of it"), reached,
        "people:communities",
    ),
    Counted(frozenset({"communications"}), _("Other formats of texts"), formats, "documents:texts"),
    Counted(
        frozenset({"communications"}), _("Formats that people asked for, answered"), formats_answered,
        "learning:run_formats",
    ),
]  # fmt: skip
"""What this room registers."""
