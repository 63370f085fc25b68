"""What is owed to whom, and where it is: everything that the pages of members and of the till ask."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.components import Kind, TimelineItem
from alongside.people.models import Member, stayed

from .. import rules
from ..models import BatchLine, Choice, Choosing, Expense, Payment, PayTo, TakingPart

Text = str | Promise
LINES = Prefetch("lines", queryset=BatchLine.objects.select_related("batch").order_by("pk"))


def in_a_batch(field_name: str) -> Exists:
    """Whether a payment or expense has a line that did not fail."""
    return Exists(BatchLine.objects.filter(**{field_name: OuterRef("pk"), "failed_at": None}))


def _paid(field_name: str) -> Exists:
    return Exists(
        BatchLine.objects.filter(**{field_name: OuterRef("pk"), "failed_at": None, "paid_on__isnull": False})
    )


def payments_for_finance() -> QuerySet[Payment]:
    """Checked payments in no batch: never were, or came back."""
    return Payment.objects.standing().exclude(approved_at=None).filter(~in_a_batch("payment"))


def expenses_for_finance() -> QuerySet[Expense]:
    """Approved expenses in no batch."""
    return Expense.objects.standing().exclude(approved_at=None).filter(~in_a_batch("expense"))


def unpaid_payments() -> QuerySet[Payment]:
    """Everything owed for taking part that nobody has paid."""
    return Payment.objects.standing().filter(~_paid("payment"), stayed("member"))


def unpaid_expenses() -> QuerySet[Expense]:
    """Every claim that stands and that nobody has paid back."""
    return Expense.objects.standing().filter(~_paid("expense"), stayed("member"))


def something_to_pay(member: Member) -> bool:
    """Whether anything is owed to a member for which we need to know how to pay."""
    sent = BatchLine.objects.filter(batch__confirmed_at__isnull=False, failed_at=None)
    owed = unpaid_payments().filter(member=member, voucher=False)
    claimed = unpaid_expenses().filter(member=member)
    return (
        owed.filter(~Exists(sent.filter(payment=OuterRef("pk")))).exists()
        or claimed.filter(~Exists(sent.filter(expense=OuterRef("pk")))).exists()
    )


def oldest_unpaid() -> date | None:
    """The day since which the oldest unpaid payment or claim has waited."""
    payment = unpaid_payments().order_by("took_part__on").values_list("took_part__on", flat=True).first()
    claim = unpaid_expenses().order_by("created_at").values_list("created_at", flat=True).first()
    days = [day for day in (payment, claim.date() if claim else None) if day]
    return min(days, default=None)


@dataclass(frozen=True)
class Step:
    """One step of a parcel's way. `on` is when it was reached; `by` is when we mean to reach it."""

    title: Text
    on: date | None = None
    by: date | None = None
    note: Text = ""

    @property
    def done(self) -> bool:
        """Whether it was reached."""
        return self.on is not None


@dataclass(frozen=True)
class Parcel:
    """Where one payment is: its steps in order, and one word for all of it."""

    took_part: TakingPart
    payment: Payment | None
    status: Text
    kind: Kind
    steps: list[Step] = field(default_factory=list)
    next: Text = ""
    wants_details: bool = False

    @property
    def timeline(self) -> list[TimelineItem]:
        """The steps as the design system shows them, in an ordered list."""
        aim = gettext_lazy("We mean to do this by then.")
        return [
            TimelineItem(step.on or step.by or self.took_part.on, step.title, step.note or ("" if step.done else aim),
                         future=not step.done)
            for step in self.steps
        ]  # fmt: skip


def parcels(member: Member) -> list[Parcel]:
    """Everything that a member took part in and may be paid for, newest first. Five queries."""
    took_part = TakingPart.objects.standing().filter(member=member).select_related("offer", "payment")
    declined = set(
        Choice.objects.filter(member=member, ended_at=None, kind=Choosing.NONE).values_list(
            "offer_id", flat=True
        )
    )
    knows_how = PayTo.objects.filter(member=member).exists()
    return [
        _parcel(one, one.offer_id in declined, knows_how)
        for one in took_part.prefetch_related(Prefetch("payment__lines", queryset=LINES.queryset))
    ]


def parcel(took_part: TakingPart) -> Parcel:
    """Where one payment is."""
    found = [one for one in parcels(took_part.member) if one.took_part.pk == took_part.pk]
    return found[0]


def line_of(lines: Iterable[BatchLine]) -> BatchLine | None:
    """The line that counts: the one that did not fail."""
    return next((line for line in lines if line.failed_at is None), None)


def _parcel(took_part: TakingPart, declined: bool, knows_how: bool) -> Parcel:
    payment = getattr(took_part, "payment", None)
    if payment is None and declined:
        return Parcel(took_part, None, gettext_lazy("You chose no payment"), "neutral")
    line = line_of(payment.lines.all()) if payment else None
    steps = _steps(took_part, payment, line)
    status, kind, following = _where(payment, line, knows_how)
    wants = payment is not None and line is None and not payment.voucher and not knows_how
    return Parcel(took_part, payment, status, kind, steps, following, wants)


def _steps(took_part: TakingPart, payment: Payment | None, line: BatchLine | None) -> list[Step]:
    start = took_part.on
    with_finance = line.batch.confirmed_at if line else None
    steps = [Step(gettext_lazy("You took part"), on=start)]
    if payment is None:
        steps.append(
            Step(
                gettext_lazy("You choose how to be paid"),
                by=start + rules.CHECKED_WITHIN,
                note=gettext_lazy("This is the next step."),
            )
        )
    approved = rules.day_of(payment.approved_at) if payment and payment.approved_at else None
    return [
        *steps,
        Step(gettext_lazy("Checked"), on=approved, by=start + rules.CHECKED_WITHIN),
        Step(
            gettext_lazy("With finance"),
            on=rules.day_of(with_finance) if with_finance else None,
            by=start + rules.WITH_FINANCE_WITHIN,
        ),
        Step(gettext_lazy("Paid"), on=line.paid_on if line else None, by=start + rules.PAID_WITHIN),
    ]


def _where(payment: Payment | None, line: BatchLine | None, knows_how: bool) -> tuple[Text, Kind, Text]:
    if payment is None:
        return gettext_lazy("Waits for your choice"), "attention", _("Choose how you would like to be paid.")
    if line and line.paid_on:
        return gettext_lazy("Paid"), "good", ""
    if line and line.batch.confirmed_at:
        return gettext_lazy("With finance"), "waiting", _("Finance pays it next.")
    if not payment.approved_at:
        return gettext_lazy("Being checked"), "waiting", _("Somebody checks it next.")
    if not payment.voucher and not knows_how:
        return gettext_lazy("Tell us how to pay"), "attention", _("Tell us how to pay you.")
    return gettext_lazy("Checked"), "waiting", _("It goes to finance next.")
