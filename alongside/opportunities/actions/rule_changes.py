"""How people are chosen: questions of a lottery while it is a draft; afterwards only with a public reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.methods import lottery

from .. import emails, rules
from ..models import Category, Method, Opportunity, RuleChange, Value, Volunteered
from ..queries import outcomes
from . import filling
from .locking import held

Wanted = Sequence[tuple[str, int, int]]


class CannotChange(Exception):
    """The rule stays as it is; the message is a sentence for the page."""


def set_category(
    opportunity: Opportunity, *, name: str, question: str, values: Wanted, by: Actor
) -> Category:  # fmt: skip
    """Ask one more question for a lottery: its answers with the least and the most people of each.

    The same name again replaces the question. Raises CannotChange.
    """
    with transaction.atomic():
        row = held(opportunity)
        _check_draft(row)
        _check_values(values, row.places)
        Category.objects.filter(opportunity=row, name=name).delete()
        category = Category.objects.create(opportunity=row, name=name, question=question)
        for label, minimum, maximum in values:
            Value.objects.create(category=category, label=label, minimum=minimum, maximum=maximum)
        record("opportunities.question_set", row, by=by, category=category.pk)
        return category


def _check_draft(opportunity: Opportunity) -> None:
    if opportunity.is_published:
        raise CannotChange(_("People were asked these questions already, so they stay as they are."))
    if opportunity.method != Method.LOTTERY:
        raise CannotChange(_("Questions are only asked for a lottery."))


def _check_values(values: Wanted, places: int | None) -> None:
    if len(values) < 2:
        raise CannotChange(_("Write at least two answers, one on each line."))
    if len({label.casefold() for label, _least, _most in values}) < len(values):
        raise CannotChange(_("Two answers are the same. Write each once."))
    if any(least > most for _label, least, most in values):
        raise CannotChange(_("The least number comes first, then the most."))
    if places is not None and sum(least for _label, least, _most in values) > places:
        raise CannotChange(_("The least numbers add up to more people than there are places."))


def remove_category(category: Category, *, by: Actor) -> None:
    """Ask one question less. Raises CannotChange once it is published."""
    with transaction.atomic():
        row = held(category.opportunity)
        _check_draft(row)
        record("opportunities.question_removed", row, by=by, category=category.pk)
        category.delete()


def change_method(opportunity: Opportunity, *, method: str, because: str, by: Actor) -> None:
    """Choose people in another way, with a reason that everybody can read. Everybody interested is told.

    Raises CannotChange: without a reason, once people were chosen, and to a lottery, for which nobody answered
    its questions.
    """
    with transaction.atomic():
        row = held(opportunity)
        if row.method == method:
            return
        _check_change(row, method, because)
        before, row.method = row.method, method
        row.save(update_fields=["method"])
        Volunteered.objects.filter(interest__opportunity=row).delete()
        row.categories.all().delete()
        _write_down(row, [{"before": before, "after": method}], because, by)
        filling.fill(row, by=by)


def _check_change(opportunity: Opportunity, method: str, because: str) -> None:
    if not opportunity.is_published:
        raise CannotChange(_("Nobody reads it yet. Change the draft instead."))
    if not because.strip():
        raise CannotChange(_("Say why. Everybody can read it."))
    if rules.has_chosen(opportunity):
        raise CannotChange(_("People were chosen already, or the pool is closed. The method stays as it is."))
    if opportunity.places is None:
        raise CannotChange(_("Everybody can take part here, so nobody needs to be chosen."))
    if method not in Method.values:
        raise CannotChange(_("Choose one of the methods on this page."))


def relax_quotas(
    opportunity: Opportunity, *, relaxations: Sequence[lottery.Relaxation], because: str, by: Actor
) -> None:  # fmt: skip
    """Widen quotas that cannot be met, by the smallest change, with a reason that everybody can read."""
    with transaction.atomic():
        row = held(opportunity)
        if not because.strip():
            raise CannotChange(_("Say why. Everybody can read it."))
        if hasattr(row, "pool"):
            raise CannotChange(_("The pool is closed. The numbers stay as they are."))
        lines = [_relax(row, relaxation) for relaxation in relaxations]
        if lines:
            _write_down(row, lines, because, by)


def _relax(opportunity: Opportunity, relaxation: lottery.Relaxation) -> dict[str, Any]:
    value = Value.objects.select_related("category").get(
        pk=int(relaxation.value), category__opportunity=opportunity
    )
    value.minimum, value.maximum = relaxation.minimum, relaxation.maximum
    value.save(update_fields=["minimum", "maximum"])
    return {
        "category": value.category.name, "value": value.label, "least": relaxation.minimum,
        "most": relaxation.maximum, "was_least": relaxation.was_minimum, "was_most": relaxation.was_maximum,
    }  # fmt: skip


def _write_down(opportunity: Opportunity, lines: list[dict[str, Any]], because: str, by: Actor) -> None:
    change = RuleChange(opportunity=opportunity, lines=lines, because=because.strip(), by=by.key)
    change.what = outcomes.change_words(change)
    change.save()
    record("opportunities.rule_changed", opportunity, by=by, what=change.what)
    for interest in opportunity.interests.standing().filter(member__leaving=None).select_related("member"):
        emails.rule_changed(interest, change, by=by)
