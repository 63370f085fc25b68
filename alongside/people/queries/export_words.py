"""Words for the names and codes by which rooms export what they hold, for the page that people read."""

from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from ..models import Attribution

ROOMS: dict[str, Any] = {
    "access": _("Access needs"), "awards": _("My awards"), "bids": _("My bids"),
    "conversations": _("Conversations"), "documents": _("Texts"), "gatherings": _("Sessions"),
    "learning": _("What we learnt"), "opportunities": _("Opportunities"),
    "outreach.round_ups": _("My round-up"), "panels": _("My panels"), "payments": _("Payments"),
    "projects": _("Projects"), "projects.outcomes": _("What came of projects"),
}  # fmt: skip
PARTS: dict[str, Any] = {
    "needs": _("My needs"), "adjustments": _("What was arranged"), "registrations": _("Registrations"),
    "helping": _("Where you help"), "minutes": _("Minutes"), "choice": _("What comes to me"),
    "choices": _("How would you like to be paid?"), "ask": _("Requests about data"), "remarks": _("Comments"),
    "statements": _("What I said"), "votes": _("My votes"), "teams": _("Team"), "signed": _("Signed"),
    "outcomes": _("Outcomes"), "token": _("Tokens for tools"), "agreed_to": _("Agreed"),
    "case_studies_agreed_to": _("Case studies"), "made_with_us": _("Training"),
    "opened": _("Pages that you opened"), "proposals": _("What you proposed"), "calendars": _("My calendar"),
}  # fmt: skip
LINES: dict[str, Any] = {
    "about": _("About"), "amount": _("Amount"), "answers": _("Answers"), "approved_at": _("Approved"),
    "as": _("Role"), "as_what": _("Role"), "signs_as": _("Role"), "attended": _("Here"), "bid": _("Bid"),
    "case__project__title": _("Project"), "checked_in": _("Check in"), "chosen": _("Answer"),
    "chosen_at": _("Given on"), "code": _("Code"), "coming": _("How you come"), "community": _("Communities"),
    "conversation": _("Conversation"), "equality_answers": _("Answers"),
    "cost_pence": _("Cost"), "asked_pence": _("Asked"), "access_pence": _("Access"),
    "last_used_at": _("Last used"), "month_day": _("For once a month: on which day of the month?"),
    "named": _("Named by"), "number": _("Number"), "only_for_one_session": _("Only this time"),
    "package__title": _("Training"), "page": _("Page"), "paid_on": _("Paid on"),
    "placed_at": _("With a place since"), "project": _("Project"), "recorded_at": _("When"),
    "reuse": _("Ticked for you when you register"), "review_on": _("We ask again on"),
    "rhythm": _("How often would you like a round-up?"), "round": _("Round"), "said_at": _("Said on"),
    "scopes": _("What may it do?"), "sent": _("Sent"), "shared_at": _("Shared on"), "shown_name": _("Name"),
    "shows_brings": _("What I bring"), "shows_interests": _("Interests"), "shows_languages": _("Languages"),
    "shows_organisations": _("Organisations"), "welcomes_introductions": _("Introductions"),
    "state": _("State"), "statement": _("Statement"), "supporter_comes": _("Supporter"), "title": _("Title"),
    "version": _("Version"), "vote": _("Vote"), "weekday": _("For once a week: on which day?"),
    "words": _("Words"),
}  # fmt: skip
_COMING = {"in_person": _("In person"), "online": _("Online")}
CODES: dict[str, dict[Any, Any]] = {
    "coming": _COMING, "attended": _COMING,
    "checked_in": {
        "list": _("From the list"), "code": _("By code"), "paper": _("From paper, afterwards"),
        "self": _("By themselves, with the code in the room"),
    },
    "equality_answers": {"not_asked": _("Not asked yet"), "waiting": _("They wait, locked"),
        "counted": _("Counted, and deleted"), "objected": _("You do not want to be asked"),
        "may_answer_again": _("You may answer again")},
    "named": dict(Attribution.choices), "rhythm": {"never": _("Never"), "weekly": _("Once a week"),
        "monthly": _("Once a month")},
    "weekday": dict(WEEKDAYS),
}  # fmt: skip
"""What the codes of a name say."""
