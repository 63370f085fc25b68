"""What has to be looked at before an edition comes out, each point with a sentence that says what to do."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import languages

from ..models import Capacity, Claim, Draft, Edition, Quote, SignOff, SpeakerAnswer
from . import comparing, quotes, telling
from .plain import Content

TOLD = ("claims", "milestones", "quotes", "moments", "since", "case_studies", "centre")
"""Everything that an edition tells beside its figures."""


@dataclass(frozen=True)
class Check:
    """One point of the list. `open` are sentences about what is still to do; none when it is done."""

    code: str
    title: str | Promise
    open: list[str] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Whether nothing is to do."""
        return not self.open


def open_draft() -> Draft | None:
    """The edition that is being prepared, if there is one."""
    return Draft.objects.filter(edition=None, dropped_at=None).first()


def content_of(draft: Draft) -> Content:
    """What the story holds now, as the draft would freeze it."""
    with translation.override(settings.LANGUAGE_CODE):
        return telling.content(languages.written(), title=draft.title, slug="", as_of=draft.as_of)


def words_of(quote: Quote) -> str:
    """The SHA-256 of somebody's words, so that a speaker is asked about those that stand."""
    return hashlib.sha256(f"{quote.text}\n{quote.about}".encode()).hexdigest()


def before() -> Edition | None:
    """The newest edition, with which a draft is compared."""
    return Edition.objects.first()


def moved(draft: Draft) -> comparing.Compared | None:
    """What moved since the last edition; None for the first one."""
    last = before()
    if last is None:
        return None
    language = translation.get_language() or settings.LANGUAGE_CODE
    return comparing.compare(last.content, draft.content, language, draft.moved)


def checklist(draft: Draft) -> list[Check]:
    """Every point, in order. A constant number of questions."""
    return [
        _consents(), _reconciled(draft), _explained(draft), _seen(), _languages(draft), _moves(draft),
        _signed(draft),
    ]  # fmt: skip


def _consents() -> Check:
    shown = quotes.quotes_to_arrange()
    missing = [quote for quote, where in shown if set(where) != {"web", "print"}]
    soon = quotes.quotes_expiring_soon()
    said = [_("“%(words)s” is not shown on the website and in print: no living consent.") % {"words": one.in_short}
            for one in missing]  # fmt: skip
    said += [_("The consent for “%(words)s” ends soon. Ask the person again.") % {"words": one.in_short}
             for one in soon]  # fmt: skip
    return Check("consents", _("Consents live, for the website and for print"), said)


def _reconciled(draft: Draft) -> Check:
    now = content_of(draft)
    said = [
        _("“%(label)s” reads %(now)s now, and %(then)s in the draft.") % {
            "label": one.label, "now": (one.after or {}).get("words", "–"),
            "then": (one.before or {}).get("words", "–"),
        }
        for one in comparing.compare(draft.content, now, translation.get_language() or "en").figures
    ]  # fmt: skip
    if any(now.get(name) != draft.content.get(name) for name in TOLD):
        said.append(_("Claims, milestones or quotes changed since it was prepared."))
    if said:
        said.append(_("Prepare it again, so that it tells what the records say."))
    return Check("reconciled", _("Figures counted again, and the same"), said)


def _explained(draft: Draft) -> Check:
    language = settings.LANGUAGE_CODE
    hidden = [one for one in draft.content["figures"].values() if one["status"] in ("too_few", "held")]
    bare = [
        one for one in hidden if not (one["texts"][language]["rule"] or one["texts"][language]["definition"])
    ]
    said = [_("“%(label)s” has no number, and nothing says why.") % {"label": one["texts"][language]["label"]}
            for one in bare]  # fmt: skip
    return Check("explained", _("What is hidden says why"), said)


def _seen() -> Check:
    shown = [quote for quote, where in quotes.quotes_to_arrange() if where]
    agreed = set(SpeakerAnswer.objects.filter(quote__in=shown, agreed=True).values_list("quote", "words"))
    said = [
        _("Whoever said “%(words)s” has not told us that they have seen it.") % {"words": quote.in_short}
        for quote in shown
        if (quote.pk, words_of(quote)) not in agreed
    ]
    return Check("seen", _("People who are quoted have seen their words"), said)


def _languages(draft: Draft) -> Check:
    said = []
    claims = list(Claim.objects.on_page().prefetch_related("tellings"))
    for code, name in languages.written_names():
        told = [[one for one in _current(claim) if one.language == code] for claim in claims]
        plain = sum(
            claim.language != code and not any(not one.easy for one in those)
            for claim, those in zip(claims, told, strict=True)
        )
        easy = sum(not any(one.easy for one in those) for those in told)
        unread = sum(one.unchecked for those in told for one in those)
        given = {"language": name}
        counts = (
            (plain, ngettext("%(language)s: %(count)d claim is not translated.",
                             "%(language)s: %(count)d claims are not translated.", plain)),
            (easy, ngettext("%(language)s: %(count)d claim is not in Easy Read.",
                            "%(language)s: %(count)d claims are not in Easy Read.", easy)),
            (unread, ngettext("%(language)s: nobody has read over %(count)d text that a machine drafted.",
                              "%(language)s: nobody has read over %(count)d texts that a machine drafted.", unread)),
        )  # fmt: skip
        said += [sentence % (given | {"count": count}) for count, sentence in counts if count]
    return Check("languages", _("Every language, and Easy Read"), said)


def _current(claim: Any) -> list[Any]:
    return [one for one in claim.tellings.all() if one.is_of(claim)]


def _moves(draft: Draft) -> Check:
    found = moved(draft)
    said = [
        _("“%(label)s” moved since the last edition. Write why.") % {"label": one.label}
        for one in (found.to_explain if found else [])
    ]
    return Check("moves", _("What moved since the last edition is explained"), said)


def _signed(draft: Draft) -> Check:
    signed = set(
        SignOff.objects.filter(draft=draft, signed_at__isnull=False).values_list("capacity", flat=True)
    )
    wanted = {
        Capacity.MEMBER: _("A member has not signed it off."),
        Capacity.STAFF: _("Nobody of the staff has signed it off."),
    }  # fmt: skip
    return Check(
        "signed", _("Signed off by a member and by staff"),
        [sentence for capacity, sentence in wanted.items() if capacity not in signed],
    )  # fmt: skip


def quotes_to_show() -> list[tuple[Quote, SpeakerAnswer | None]]:
    """Quotes on the page, each with what its speaker said about the words that stand. Three queries."""
    rows = [quote for quote, _where in quotes.quotes_to_arrange()]
    answers = {(one.quote_id, one.words): one for one in SpeakerAnswer.objects.filter(quote__in=rows)}
    return [(quote, answers.get((quote.pk, words_of(quote)))) for quote in rows]


def my_quotes(member_id: int) -> list[tuple[Quote, SpeakerAnswer | None]]:
    """The words of one member on the page, each with what they told us about it."""
    rows = list(Quote.objects.on_page().filter(consent__member=member_id).select_related("consent"))
    answers = {(one.quote_id, one.words): one for one in SpeakerAnswer.objects.filter(quote__in=rows)}
    return [(quote, answers.get((quote.pk, words_of(quote)))) for quote in rows]
