"""Bids: what is missing, what they cost, who works on them, and the desk of those who run a round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import money
from alongside.people.models import Member, Mode

from ..models import (
    Answer,
    Applicant,
    Bid,
    BidInvitation,
    BudgetLine,
    CostKind,
    Question,
    QuestionKind,
    RecipientKind,
    Round,
)


@dataclass(frozen=True)
class Missing:
    """Something to do before a bid can be sent. `place` is "about", "budget" or "answer"; then `question` is its id."""

    words: str
    place: str
    question: int | None = None


@dataclass(frozen=True)
class Asked:
    """A question with what a bid answers, in words."""

    question: Question
    answer: Answer | None
    shown: str


def with_everything() -> QuerySet[Bid]:
    """Bids with their round, people and budget: a constant number of queries."""
    people = Applicant.objects.filter(left_at=None).select_related("member__leaving")
    return Bid.objects.select_related("round__programme", "organisation", "recording").prefetch_related(
        Prefetch("applicants", queryset=people), "budget_lines"
    )


def asked(bid: Bid) -> list[Asked]:
    """Every question of the round with what this bid answers. Two queries."""
    answers = {row.question_id: row for row in bid.answers.all()}
    rows = Question.objects.filter(round=bid.round_id)
    return [Asked(one, answers.get(one.pk), shown(bid, one, answers.get(one.pk))) for one in rows]


def shown(bid: Bid, question: Question, answer: Answer | None) -> str:
    """An answer in words; "" where there is none."""
    text = answer.text if answer else ""
    if question.kind == QuestionKind.YES_NO and text:
        return _("Yes") if text == "yes" else _("No")
    if question.kind == QuestionKind.MONEY and text.isdecimal():
        return money.in_currency(int(text), bid.round.programme.currency)
    return text


def missing(bid: Bid) -> list[Missing]:
    """What a bid still needs before it can be sent, in the order of the form. Empty when it is complete."""
    return [*_missing_facts(bid), *_missing_answers(bid), *_missing_money(bid)]


def _missing_facts(bid: Bid) -> Iterator[Missing]:
    if not bid.title:
        yield Missing(_("Write what your project is called."), "about")
    if not bid.summary:
        yield Missing(_("Say in one or two sentences what you would do."), "about")
    if not bid.months:
        yield Missing(_("Write how many months it takes."), "about")
    elif bid.months > bid.round.months:
        most = bid.round.months
        said = ngettext("Plan for %(count)d month or less.", "Plan for %(count)d months or fewer.", most)
        yield Missing(said % {"count": most}, "about")
    if not bid.recipient_kind:
        yield Missing(_("Say who would get the money."), "about")
    elif bid.recipient_kind == RecipientKind.ORGANISATION and not (bid.organisation_id or bid.group_name):
        yield Missing(_("Name the organisation that would get the money."), "about")
    elif bid.recipient_kind == RecipientKind.GROUP and not bid.group_name:
        yield Missing(_("Name the group that would get the money."), "about")


def _missing_answers(bid: Bid) -> Iterator[Missing]:
    for one in asked(bid):
        text = one.answer.text if one.answer else ""
        filmed = bool(bid.film_url) and one.question.kind == QuestionKind.WORDS
        if not text and one.question.required and not filmed:
            said = _("Answer: %(question)s") % {"question": one.question.text}
            yield Missing(said, "answer", one.question.pk)
        elif one.question.most_words and len(text.split()) > one.question.most_words:
            said = _("Make this answer shorter. It has %(words)d words, and may have %(most)d: %(question)s")
            numbers = {"words": len(text.split()), "most": one.question.most_words}
            yield Missing(said % {**numbers, "question": one.question.text}, "answer", one.question.pk)


def _missing_money(bid: Bid) -> Iterator[Missing]:
    found = sums(bid)
    if not found.asked:
        yield Missing(_("Write what the money is for, line by line."), "budget")
    elif found.asked > bid.round.cap_pence:
        yield Missing(over_cap(bid, found.asked), "budget")
    elif found.asked < bid.round.least_pence:
        least = money.in_currency(bid.round.least_pence, bid.round.programme.currency)
        yield Missing(_("The smallest sum of this round is %(least)s.") % {"least": least}, "budget")


def over_cap(bid: Bid, asked_pence: int) -> str:
    """Why this is too much, and what can be done."""
    currency = bid.round.programme.currency
    said = _(
        "You ask for %(asked)s, and the most is %(cap)s. Take %(over)s out. "
        "What people need for access stands apart and does not count."
    )
    over = asked_pence - bid.round.cap_pence
    return said % {
        "asked": money.in_currency(asked_pence, currency), "over": money.in_currency(over, currency),
        "cap": money.in_currency(bid.round.cap_pence, currency),
    }  # fmt: skip


@dataclass(frozen=True)
class Sums:
    """What the lines of a budget add up to, in pence; access apart."""

    asked: int
    access: int


def sums(bid: Bid) -> Sums:
    """What the budget of a bid adds up to. One query."""
    found = BudgetLine.objects.filter(bid=bid).aggregate(
        access=Sum("pence", filter=Q(kind=CostKind.ACCESS)),
        asked=Sum("pence", filter=~Q(kind=CostKind.ACCESS)),
    )
    return Sums(found["asked"] or 0, found["access"] or 0)


def mine(member: Member) -> QuerySet[Applicant]:
    """The bids that a member works on, newest first, each with its round."""
    rows = Applicant.objects.filter(member=member, left_at=None)
    return rows.select_related("bid__round__programme").order_by("-bid__created_at", "-pk")


def invitations(member: Member) -> QuerySet[BidInvitation]:
    """What a member is asked to work on and has not answered."""
    rows = BidInvitation.objects.filter(member=member, accepted_at=None, declined_at=None, taken_back_at=None)
    drafts = rows.filter(bid__submitted_at=None, bid__withdrawn_at=None)
    return drafts.select_related("bid__round__programme", "asked_by").order_by("pk")


def people_of(bid: Bid) -> QuerySet[Applicant]:
    """Who works on a bid now."""
    return bid.applicants.filter(left_at=None).select_related("member__leaving").order_by("pk")


def reached(one_round: Round, *, drafts_only: bool = False) -> list[Member]:
    """Everybody with a bid of a round that was not taken back, each once."""
    rows = Member.objects.here().filter(bids__left_at=None, bids__bid__round=one_round)
    rows = rows.filter(bids__bid__withdrawn_at=None)
    if drafts_only:
        rows = rows.filter(bids__bid__submitted_at=None)
    return list(rows.distinct().order_by("pk"))


def submitted(one_round: Round) -> QuerySet[Bid]:
    """The bids that are in, first come first: what the desk shows."""
    rows = with_everything().filter(round=one_round, withdrawn_at=None).exclude(submitted_at=None)
    return rows.order_by("submitted_at", "pk")


def written_down(one_round: Round) -> QuerySet[Bid]:
    """The drafts that staff write down for somebody who told us another way."""
    drafts = with_everything().filter(round=one_round, submitted_at=None, withdrawn_at=None)
    return drafts.exclude(how=Mode.WEB).order_by("pk")


@dataclass(frozen=True)
class Counts:
    """How many bids of a round there are. Of drafts only the number is known: what they say is private."""

    drafts: int
    submitted: int
    withdrawn: int


def counts(one_round: Round) -> Counts:
    """How many bids are drafts, in, and taken back. One query."""
    rows = Bid.objects.filter(round=one_round)
    found = rows.aggregate(
        drafts=Count("pk", filter=Q(submitted_at=None, withdrawn_at=None)),
        submitted=Count("pk", filter=Q(submitted_at__isnull=False, withdrawn_at=None)),
        withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False)),
    )
    return Counts(**found)


def recipient(bid: Bid) -> str:
    """Who would get the money, in words."""
    if bid.recipient_kind == RecipientKind.ORGANISATION:
        return bid.organisation.name if bid.organisation else bid.group_name
    if bid.recipient_kind == RecipientKind.GROUP:
        return bid.group_name
    return _("One person") if bid.recipient_kind else ""


CSV_HEAD = ("Reference", "Title", "Summary", "Recipient", "Asked", "Access", "Months", "How", "Sent")


def csv_rows(bids: Iterable[Bid]) -> Iterator[list[str]]:
    """One line for each bid: no names of people."""
    for bid in bids:
        person = bid.recipient_kind == RecipientKind.PERSON
        yield [
            bid.reference, bid.title, bid.summary, "One person" if person else recipient(bid),
            f"{(bid.asked_pence or 0) / 100:.2f}", f"{bid.access_pence / 100:.2f}", str(bid.months or ""), bid.how,
            bid.submitted_at.isoformat() if bid.submitted_at else "",
        ]  # fmt: skip
