"""From votes to the opinion map."""

from collections.abc import Collection, Mapping

from .results import Mode, OpinionMap
from .votes import Votes

RESAMPLES = 30


def read(
    votes: Votes,
    *,
    statements: Collection[int] = (),
    moderated: Collection[int] = (),
    communities: Mapping[str, Collection[int]] | None = None,
    mode: Mode = "two_level",
    seed: str,
    resamples: int = RESAMPLES,
) -> OpinionMap:
    """Return groups, what sets them apart, consensus, and where each statement stands.

    ``statements`` are ids that belong to the conversation though nobody may have voted on them yet;
    ``moderated`` are those turned down, and those about the person rather than the question. ``communities``
    are the ids of the people who declared each community for this conversation, by its name. ``resamples`` is
    how many times the groups are found again to see how sure they are: it costs about as many readings, so
    leave it to background work; with 0 no groups are shown. The order of rows does not matter, nothing is left
    to chance but by ``seed``, and the same call gives the same result for ever. Raises ``Unusable``.
    """
    raise NotImplementedError
