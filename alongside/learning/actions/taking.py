"""Taking a training: modules done, completed online or in the room, feedback, and what we learn from it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people import actions as people
from alongside.people.models import Member, Mode

from .. import emails
from ..models import (
    Delivery,
    Download,
    Feedback,
    HowItWent,
    LearningItem,
    ModuleDone,
    Strand,
    Taking,
    TrainingVersion,
)
from ..queries import taking as questions
from . import items, wording
from .refusals import CannotComplete

NOT_BEFORE_TRAINING = gettext_lazy("This training was opened on {day}. Write that day or a later one.")
NOT_BEFORE_COMPLETING = gettext_lazy("They completed it on {day}. Write that day or a later one.")


def finish_module(version: TrainingVersion, member: Member, *, number: int, by: Actor) -> Taking:
    """Mark a module as done. The first one begins the training. Twice changes nothing.

    Raises ValueError for a number that is not in this version; CannotSay while a guardian has not agreed.
    """
    wording.may_speak(member)
    module = version.module(number)
    if module is None:
        raise ValueError(f"Version {version.number} has no module {number}.")
    with transaction.atomic():
        taking, _made = Taking.objects.get_or_create(version=version, member=member, defaults={"by": by.key})
        _row, made = ModuleDone.objects.get_or_create(taking=taking, module_id=module["module"])
        if made:
            record("learning.module_done", taking, by=by, module=module["module"])
        return taking


def complete(taking: Taking, *, by: Actor, helped: str = "", hindered: str = "", wanted: str = "") -> Taking:
    """Complete a training that was taken online, with at most three answers about it. Twice changes nothing.

    Raises CannotComplete, which names the modules that are not done; ValidationError for answers that are too long.
    """
    missing = questions.missing(taking)
    if missing:
        titles = ", ".join(one["title"] for one in missing)
        raise CannotComplete(_("Not done yet: %(titles)s.") % {"titles": titles})
    said = _answers(helped, hindered, wanted)
    with transaction.atomic():
        if Taking.objects.filter(pk=taking.pk, completed_on=None).update(completed_on=clock.today()):
            taking.refresh_from_db()
            record(
                "learning.training_completed", taking, by=by, version=taking.version_id, how=str(taking.how)
            )
            _keep_feedback(taking, said, Mode.WEB, by)
        return taking


def record_completion(
    version: TrainingVersion,
    member: Member,
    *,
    on: date,
    told: people.Told,
    by: Actor,
    delivery: Delivery | None = None,
    helped: str = "",
    hindered: str = "",
    wanted: str = "",
) -> Taking:
    """Write down that somebody completed a training in the room, by post or by phone. They are told.

    Raises ValidationError for a day in the future or before the version, and when they completed it already;
    people.CannotRecord when they told us before they completed it.
    """
    wording.may_speak(member)
    if on > clock.today():
        raise ValidationError({"completed_on": _("This day is in the future.")})
    if on < (first := timezone.localtime(version.created_at).date()):
        raise ValidationError({"completed_on": NOT_BEFORE_TRAINING.format(day=date_format(first))})
    people.check_not_before(told, on, NOT_BEFORE_COMPLETING)
    said = _answers(helped, hindered, wanted)
    with transaction.atomic():
        taking, _made = Taking.objects.get_or_create(version=version, member=member, defaults={"by": by.key})
        if not Taking.objects.filter(pk=taking.pk, completed_on=None).update(
            completed_on=on, how=told.mode, delivery=delivery
        ):
            raise ValidationError({"who": _("They have completed this version already.")})
        taking.refresh_from_db()
        wording.written_down(member, "training", told, by)
        record("learning.training_completed", taking, by=by, version=version.pk, how=str(told.mode),
               delivery=delivery.pk if delivery else None)  # fmt: skip
        _keep_feedback(taking, said, told.mode, by)
        emails.completed(taking, by=by)
        return taking


def _answers(helped: str, hindered: str, wanted: str) -> dict[str, str]:
    given = {"helped": helped, "hindered": hindered, "wanted": wanted}
    return {name: wording.plain(words, name, most=2000) for name, words in given.items()}


def _keep_feedback(taking: Taking, said: dict[str, str], how: str, by: Actor) -> None:
    if any(said.values()):
        row = Feedback.objects.create(
            package=taking.version.package, taking=taking, member=taking.member, how=how, **said
        )
        record("learning.feedback_given", row, by=by, how=str(how))


def learn_from(feedback: Feedback, *, by: Actor) -> LearningItem:
    """Make a learning item of feedback, without a name. Somebody looks at it before everybody reads it.

    Twice gives the same item.
    """
    with transaction.atomic():
        row = (
            Feedback.objects.select_for_update(of=("self",))
            .select_related("package", "item")
            .get(pk=feedback.pk)
        )
        if row.item is not None:
            return row.item
        if row.helped and row.hindered:
            went = HowItWent.MIXED
        else:
            went = HowItWent.WORKED if row.helped else HowItWent.DID_NOT
        what = "\n\n".join(words for words in (row.helped, row.hindered) if words)
        item = items.write_item(
            row.member, what=what or row.wanted, now_what=row.wanted, how_it_went=went,
            strand=Strand.LEARNING, kind="training", key=str(row.package_id),
            language=row.package.language, by=by,
        )  # fmt: skip
        Feedback.objects.filter(pk=row.pk).update(item=item)
        record("learning.learnt_from_feedback", row, by=by, item=item.pk)
        return item


def count_download(kind: str, key: int, form: str) -> None:
    """Write down that somebody took something away, and nothing about who."""
    Download.objects.create(kind=kind, key=key, form=form, on=clock.today())
