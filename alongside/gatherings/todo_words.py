"""What waits because of words: feedback to ask for, things to look at and to answer, forms still out."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from alongside.foundation import doors, navigation, waiting
from alongside.people.models import Member

from . import figures, figures_words, rules
from .queries import desk, feedback


def prepare() -> None:
    """Called once, when the house starts."""
    waiting.register("gatherings.words", waiting_for, on_record=True)
    figures.MORE |= figures_words.MAKERS
    navigation.add(
        _lazy("Key in a form"), "gatherings:type_code", 55, navigation.Group.SESSIONS, rules.RUNNING
    )


def waiting_for(request: HttpRequest) -> Iterator[waiting.Waiting]:
    """For members: how was it, and new answers. For those who run sessions: what is due, each one step away."""
    member: Member | None = getattr(request, "member", None)
    if member is not None:
        yield from waiting.mine(_for_member(member), minutes=3)
    everything = bool(doors.roles_of(request) & rules.RUNNING)
    if everything or (member is not None and desk.helps_anywhere(member)):
        due = desk.of_everybody() if everything else desk.of_helper(member)
        yield from waiting.ours(_for_runners(due), minutes=10)


def _for_member(member: Member) -> Iterator[waiting.Waiting]:
    for request in desk.unanswered_requests(member):
        yield waiting.Waiting(
            title=_("Tell us how it was: %(session)s") % {"session": request.session.title},
            url=reverse("gatherings:how_was_it", args=[feedback.token_of(request)]),
            hint=_("3 minutes. You can answer without your name."),
            status=_("If you like"),
        )
    count = desk.new_answers(member)
    if count:
        yield waiting.Waiting(
            title=ngettext(
                "We answered what you said", "We answered %(count)d things that you said", count
            ) % {"count": count},
            url=reverse("gatherings:my_words"),
            status=_("New"),
            kind="good",
        )  # fmt: skip


def _for_runners(due: desk.Desk) -> Iterator[waiting.Waiting]:
    for one in due.to_ask:
        yield _line(one, "gatherings:run_feedback", _("Ask how it was: %(session)s"),
                    ngettext("%(count)d person was there.", "%(count)d people were there.", one.count))  # fmt: skip
    for one in due.to_check:
        yield _line(one, "gatherings:run_said", _("Look at what people said: %(session)s"),
                    ngettext("%(count)d is new.", "%(count)d are new.", one.count))  # fmt: skip
    for one in due.to_answer:
        yield _line(one, "gatherings:answer_said", _("Answer what people said: %(session)s"),
                    ngettext("%(count)d waits.", "%(count)d wait.", one.count))  # fmt: skip
    for one in due.paper:
        yield _line(one, "gatherings:print_paper", _("Forms on paper are still out: %(session)s"),
                    ngettext("%(count)d form.", "%(count)d forms.", one.count))  # fmt: skip


def _line(one: desk.Due, url_name: str, title: str, hint: str) -> waiting.Waiting:
    return waiting.Waiting(
        title=title % {"session": one.title},
        url=reverse(url_name, args=[one.session]),
        hint=hint % {"count": one.count},
        due=one.due,
        status=_("Overdue") if one.overdue else _("To do"),
        kind="stopped" if one.overdue else "attention",
    )
