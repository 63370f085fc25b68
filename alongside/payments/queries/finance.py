"""What is ready for finance, and the file that finance gets."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from alongside.foundation import spreadsheet
from alongside.people.models import Member, stayed

from .. import sealing
from ..models import Batch, BatchLine, Expense, Payment, PayTo, Way
from . import owed


def _known() -> Exists:
    return Exists(PayTo.objects.filter(member=OuterRef("member")))


def payments_ready() -> QuerySet[Payment]:
    """Checked, in no batch, and we know how to pay it. A voucher needs no more than that."""
    return owed.payments_for_finance().filter(Q(voucher=True) | Q(_known()), stayed("member")).order_by("pk")


def expenses_ready() -> QuerySet[Expense]:
    """Approved, in no batch, and we know how to pay it."""
    return owed.expenses_for_finance().filter(_known(), stayed("member")).order_by("pk")


def waiting_for_details() -> QuerySet[Member]:
    """Members whose money is checked and who have not said how to pay it."""
    payments = owed.payments_for_finance().filter(~_known(), voucher=False).values("member")
    expenses = owed.expenses_for_finance().filter(~_known()).values("member")
    return Member.objects.here().filter(Q(pk__in=payments) | Q(pk__in=expenses)).order_by("called", "pk")


def batches() -> QuerySet[Batch]:
    """Every batch, newest first, with how many of its lines are `left`: neither paid nor come back."""
    waits = Q(lines__paid_on=None, lines__failed_at=None)
    return Batch.objects.annotate(left=Count("lines", filter=waits)).order_by("-pk")


def lines_of(batch: Batch) -> QuerySet[BatchLine]:
    """The lines of a batch with all that a page or a file says about them. One query."""
    return batch.lines.select_related(
        "payment__member__pay_to", "payment__took_part__offer", "expense__member__pay_to", "expense__offer"
    )


def members_in(batch: Batch) -> list[int]:
    """The keys of everybody who is paid in a batch."""
    pairs = batch.lines.values_list("payment__member", "expense__member")
    return [pk for pair in pairs for pk in pair if pk]


def member_of(line: BatchLine) -> Member:
    """Whose line it is."""
    row = line.payment or line.expense
    assert row is not None  # the database says so
    return row.member


def what_for(line: BatchLine) -> str:
    """What a line is for, in words that name nobody."""
    if line.payment:
        return line.payment.took_part.offer.label
    assert line.expense is not None
    return _("Expense: %(kind)s") % {"kind": line.expense.get_kind_display()}


def way_of(line: BatchLine) -> str:
    """How a line is paid: a voucher that was chosen stays one."""
    if line.payment and line.payment.voucher:
        return Way.VOUCHER
    pay_to = getattr(member_of(line), "pay_to", None)
    return pay_to.way if pay_to else ""


def file_of(batch: Batch) -> bytes:
    """The CSV for finance: one line each, its reference first, with bank details while we still have them."""
    head = [
        _("Reference"), _("Pay to"), _("Member"), _("How"), _("Sort code"), _("Account number"),
        _("Send to"), _("Amount in pounds"), _("Earnings or expense"), _("For"),
    ]  # fmt: skip
    return spreadsheet.as_csv(head, [_row(line) for line in lines_of(batch)])


def _row(line: BatchLine) -> list[str]:
    member, way = member_of(line), way_of(line)
    details = _details(member) if way == Way.BANK else None
    return [
        line.reference,
        details.name if details else member.full_name or member.called,
        member.reference,
        str(Way(way).label) if way else _("Ask how to pay"),
        _in_pairs(details.sort_code, 2) if details else "",
        _in_pairs(details.account_number, 4) if details else "",
        (member.email or member.address or member.phone) if way == Way.VOUCHER else "",
        plain_pounds(line.pence),
        _("Earnings") if line.payment else _("Expense"),
        what_for(line),
    ]


def _details(member: Member) -> sealing.BankDetails | None:
    pay_to = getattr(member, "pay_to", None)
    return sealing.unseal(pay_to.sealed) if pay_to and pay_to.sealed else None


def _in_pairs(digits: str, size: int) -> str:
    """Digits in groups: a spreadsheet would read them as a number or a date and drop a nought in front."""
    return " ".join(digits[start : start + size] for start in range(0, len(digits), size))


def plain_pounds(pence: int) -> str:
    """Pence as a number of pounds that every spreadsheet adds up: 5500 is "55.00"."""
    return f"{pence // 100}.{pence % 100:02d}"
