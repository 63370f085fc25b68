"""What waits on the desk because of texts: to answer, to look at, to sign; and new answers for those who spoke."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import clock
from alongside.foundation.waiting import Waiting, mine, ours
from alongside.people.models import Member

from . import rules
from .models import Document, Reflection, Remark, SetAside
from .queries import signing

NEWS_FOR = timedelta(days=14)


def waits(request: HttpRequest) -> Iterator[Waiting]:
    """Everything about texts that waits for whoever is here."""
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return
    yield from mine(_to_sign(member), minutes=15)
    yield from mine(_to_settle(member), minutes=5)
    yield from _news(member)
    edited = (
        Document.objects.all() if rules.starts(request) else Document.objects.filter(editors__member=member)
    )
    yield from ours(_to_answer(edited), minutes=20)
    yield from ours(_to_look_at(edited), minutes=10)


def _to_sign(member: Member) -> Iterator[Waiting]:
    for role, version in signing.to_sign(member):
        yield Waiting(
            _("Sign “%(title)s”") % {"title": role.document.title},
            reverse("documents:sign", args=[role.document.slug, version.number, role.pk]),
            _("As %(role)s") % {"role": role.name}, status=_("To do"), kind="waiting",
        )  # fmt: skip


def _to_settle(member: Member) -> Iterator[Waiting]:
    rows = SetAside.objects.filter(member=member, settled="").select_related("clause__document")
    for row in rows.order_by("pk")[:10]:
        yield Waiting(
            _("Somebody saved other words while you wrote: %(title)s") % {"title": row.clause.document.title},
            reverse("documents:settle", args=[row.clause.document.slug, row.pk]),
            _("Your words are kept. Choose which should stand."), status=_("To do"), kind="attention",
        )  # fmt: skip


def _news(member: Member) -> Iterator[Waiting]:
    since = clock.now() - NEWS_FOR
    count = Remark.objects.standing().filter(member=member, answered_at__gte=since).count()
    if count:
        yield Waiting(
            ngettext("We answered what you said about a text", "We answered %(count)d things that you said about texts",
                     count) % {"count": count},
            reverse("documents:my_remarks"), status=_("New"), kind="good",
        )  # fmt: skip


def _to_answer(edited: QuerySet[Document]) -> Iterator[Waiting]:
    standing = Q(remarks__outcome="", remarks__withdrawn_at=None, remarks__held_back_at=None)
    rows = edited.filter(standing).annotate(
        waiting=Count("remarks", distinct=True), due=Min("remarks__due_on")
    )
    for document in rows:
        late = document.due < clock.today()
        yield Waiting(
            _("Answer what people said: %(title)s") % {"title": document.title},
            reverse("documents:run_remarks", args=[document.slug]),
            ngettext("%(count)d waits", "%(count)d wait", document.waiting) % {"count": document.waiting},
            due=document.due, status=_("Late") if late else _("To do"), kind="attention" if late else "waiting",
        )  # fmt: skip


def _to_look_at(edited: QuerySet[Document]) -> Iterator[Waiting]:
    for document in edited.filter(reflections__in=Reflection.objects.to_check()).distinct():
        yield Waiting(
            _("Look at how people lived principles: %(title)s") % {"title": document.title},
            reverse("documents:run_reflections", args=[document.slug]), status=_("To do"), kind="waiting",
        )  # fmt: skip
