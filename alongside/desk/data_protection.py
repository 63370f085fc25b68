"""Papers of data protection, written from what the house does: a record, an assessment, a policy document.

Templates for a centre: what the house knows is filled in, and what only the centre can say is listed first. They are
not legal advice. UK GDPR articles 5, 6, 9, 30 and 35; Data Protection Act 2018, Schedule 1, Parts 2 and 4.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from alongside.foundation import clock, processing, word
from alongside.foundation.components import Row
from alongside.foundation.models import Centre
from alongside.foundation.processing import Activity
from alongside.foundation.retention import Timer


@dataclass(frozen=True)
class Section:
    """A heading with paragraphs, and lines of a key and what belongs to it."""

    title: str
    paragraphs: Sequence[str] = ()
    rows: Sequence[Row] = ()


@dataclass(frozen=True)
class Paper:
    """One paper; `to_add` lists what only the centre can say."""

    title: str
    about: str
    to_add: Sequence[str]
    sections: Sequence[Section] = field(default_factory=list)


def kept(timer: Timer) -> str:
    """ "30 days after the session"."""
    days = ngettext("%(count)d day", "%(count)d days", timer.days) % {"count": timer.days}
    return f"{days} {timer.starts}"


def rows_of(activity: Activity) -> list[Row]:
    """What an activity does, line by line, as the notice and the record say it."""
    limits = list(dict.fromkeys(kept(timer) for timer in activity.limits))
    given = [Row(_("Given to"), activity.given_to)] if activity.given_to else []
    special = (
        [Row(_("Because it may tell of health or origin"), activity.special)] if activity.special else []
    )
    return [
        Row(_("What for"), activity.purpose),
        Row(_("Whose data"), activity.whose),
        Row(_("What we keep"), activity.holds),
        Row(_("By which right"), activity.basis),
        *special,
        Row(_("Who sees it"), activity.seen_by),
        *given,
        Row(
            _("For how long"),
            [*limits, _("Everything else: until the person leaves or asks us to erase it.")],
        ),
        Row(_("What stays after that"), activity.after),
    ]


def record_of_processing() -> Paper:
    """Article 30: everything that is done with personal data."""
    centre = _centre()
    about = [
        Row(_("Controller"), centre.name if centre else ""),
        Row(_("How to reach it"), [line for line in _ways_to(centre) if line]),
        Row(
            _("Transfers to other countries"),
            _("None by this system. Add those of your mail provider and your host."),
        ),
        Row(_("How it is kept safe"), measures()),
    ]
    activities = [Section(str(one.title), rows=rows_of(one)) for one in processing.activities()]
    return Paper(
        title=_("Record of processing"),
        about=_("UK GDPR article 30. Written on %(day)s from what the house declares of each of its tables.")
        % _today(),
        to_add=[
            _("Name of your data protection officer, if you have one."),
            _("Which lawful basis you chose where two are named."),
            _("Your processors: host, mail provider, printer, interpreters."),
        ],
        sections=[Section(_("Who answers for it"), rows=about), *activities],
    )


def impact_assessment() -> Paper:
    """Article 35: what could harm people, and what is done about it."""
    special = [one for one in processing.activities() if processing.is_special(one)]
    everything = [Row(one.title, one.purpose) for one in processing.activities()]
    return Paper(
        title=_("Data protection impact assessment"),
        about=_(
            "UK GDPR article 35. Needed, because data on health and origin of "
            "people who may be vulnerable is used."
        ),
        to_add=[
            _("How you asked members what they think of this, and what they said."),
            _(
                "How likely and how grave each risk is where you work, before and after "
                "what is done about it."
            ),
            _("Advice of your data protection officer, who decided, and when it is looked at again."),
        ],
        sections=[
            Section(_("What is done, and why"), rows=everything),
            Section(
                _("Data on health, origin and the like"),
                [str(one.title) + ": " + str(one.holds) for one in special],
                [Row(one.title, [str(one.special), str(one.after)]) for one in special],
            ),
            Section(
                _("Is it needed, and is it fair?"),
                [
                    _("Everything can be done without an account, by phone, by post or in person."),
                    _("Equality questions are voluntary and are never used to decide about a person."),
                    _(
                        "Nothing is asked that no page or paper uses; each field says what it "
                        "is for and when it goes."
                    ),
                ],
            ),
            Section(
                _("Risks, and what is done about them"), rows=[Row(risk, done) for risk, done in _risks()]
            ),
        ],
    )


def policy_document() -> Paper:
    """The appropriate policy document that Schedule 1, Part 4 asks for."""
    special = [one for one in processing.activities() if processing.is_special(one)]
    limits = [f"{one.title}: {kept(timer)}" for one in special for timer in one.limits]
    return Paper(
        title=_("Appropriate policy document"),
        about=_(
            "Data Protection Act 2018, Schedule 1, Part 4: how special-category "
            "data is handled, and when it is erased."
        ),
        to_add=[
            _("Who in the centre is responsible, and since when."),
            _("When you look at this paper again: at least once a year."),
        ],
        sections=[
            Section(
                _("Which data, on which condition"),
                rows=[Row(one.title, [str(one.holds), str(one.special)]) for one in special],
            ),
            Section(
                _("How the principles of article 5 are kept"),
                rows=[Row(name, done) for name, done in _principles()],
            ),
            Section(
                _("How long it is kept"),
                [*dict.fromkeys(limits), *(f"{one.title}: {one.after}" for one in special)],
            ),
            Section(
                _("A written notice to stop"),
                [
                    _(
                        "Somebody who writes that their data must not be used for equality "
                        "monitoring is not asked again."
                    )
                ],
            ),
        ],
    )


def _risks() -> list[tuple[str, str]]:
    return [
        (
            _("Somebody is known from a published figure."),
            _(
                "A solver tries every table before it is published, together with all "
                "earlier ones; small cells are hidden."
            ),
        ),
        (
            _("Somebody reads what is not for them."),
            _(
                "Each page names who may enter, and a test tries every page in every "
                "role. Staff sign in with a passkey."
            ),
        ),
        (
            _("A need or an illness becomes known."),
            _(
                "Only those who arrange it can read it. Each look is on record, and "
                "details go 30 days after the session."
            ),
        ),
        (
            _("What somebody said is used against them."),
            _(
                "Nobody is named without consent, which can be taken back; nobody is "
                "shown how a person voted."
            ),
        ),
        (
            _("A backup or a disk is stolen."),
            _(
                "Backups are encrypted. Equality answers and bank details are encrypted "
                "with keys of their own."
            ),
        ),
        (
            _("Data is lost."),
            _("Backups are made every day and tried out; every change is written before it is confirmed."),
        ),
        (
            _("A young person is put at risk."),
            _(
                "Under 16 only with a guardian, without public name; the contact for "
                "safety stands on every page."
            ),
        ),
        (
            _("Somebody is kept who wished to leave."),
            _("Leaving erases in every room. A keyed hash keeps lists from bringing somebody back."),
        ),
    ]


def _principles() -> list[tuple[str, str]]:
    return [
        (
            _("Lawful, fair and open"),
            _("People are told before they are asked; the privacy page says what is kept and why."),
        ),
        (
            _("For one purpose only"),
            _("Each kind of data serves what it was given for. Equality answers decide about nobody."),
        ),
        (_("No more than needed"), _("Answers are voluntary; details go when their days are over.")),
        (
            _("Right and up to date"),
            _("Everybody can see and correct what is kept, by web, phone, post or in person."),
        ),
        (
            _("Not kept longer than needed"),
            _("Timers erase; the check-up of the house says when one has not."),
        ),
        (_("Kept safe"), measures()),
        (_("We can show it"), _("Who did what is on a record that cannot be changed without it being seen.")),
    ]


def measures() -> str:
    """How data is kept safe, in two sentences."""
    return _(
        "Passkeys for staff, roles on every page, encryption of backups, equality answers and bank details, a record "
        "of actions that shows later changes, and limits on how often somebody can try to get in."
    )


PAPERS: dict[str, tuple[str | Promise, Callable[[], Paper]]] = {
    "record": (gettext_lazy("Record of processing"), record_of_processing),
    "assessment": (gettext_lazy("Data protection impact assessment"), impact_assessment),
    "policy": (gettext_lazy("Appropriate policy document"), policy_document),
}
"""Every paper by its name in addresses."""


def as_word(paper: Paper, day: date) -> bytes:
    """The paper as a Word file, to be finished by the centre."""
    lines = [word.Paragraph(paper.title, "Title"), word.Paragraph(paper.about)]
    lines += [
        word.Paragraph(_("What you have to add"), "Heading1"),
        *(word.Paragraph(f"[ ] {one}") for one in paper.to_add),
    ]
    for section in paper.sections:
        lines.append(word.Paragraph(section.title, "Heading1"))
        lines += [word.Paragraph(one) for one in section.paragraphs]
        lines += [word.Paragraph(f"{row.key}: " + "\n".join(map(str, row.lines))) for row in section.rows]
    return word.document(paper.title, get_language() or "en", lines, day)


def _centre() -> Centre | None:
    return Centre.current()


def _ways_to(centre: Centre | None) -> list[str]:
    return [centre.help_email, centre.help_phone, centre.help_post] if centre else []


def _today() -> dict[str, str]:
    return {"day": formats.date_format(clock.today())}
