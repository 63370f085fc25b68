"""The engine that sends the outbox: small messages and mailings, one ledger row for each recipient.

Words: *mailing* (one thing written to many; `foundation.Mailing`), *version* (its words for one kind of reader, such
as one language), *slot* (a place that each recipient's own words fill), *skeleton* (a version made into mail once, with
its slots open), *hook* (`may_send`: a room that says who must not be written to any more).
"""

from dataclasses import dataclass, field

from .slots import slot

__all__ = ["To", "Version", "slot"]


@dataclass(frozen=True)
class Version:
    """The words of a mailing for one kind of reader; `html` may be empty, `text` never. All may have slots."""

    subject: str
    text: str
    html: str
    language: str


@dataclass(frozen=True)
class To:
    """One recipient: `fill` holds what goes into the slots, as plain words; `key` names them in the mailing.

    `headers` are this recipient's own, over those of the mailing.
    """

    address: str
    name: str
    version: str
    fill: dict[str, str]
    key: str
    headers: dict[str, str] = field(default_factory=dict)
