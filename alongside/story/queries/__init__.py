"""Questions that more than one caller asks: what the story holds, and whose words may be shown."""

from .plain import Content
from .quotes import (
    amended_quotes,
    consents_for_quotes,
    quotes_expiring_soon,
    quotes_to_arrange,
    session_quotes_to_add,
    still_carrying,
)
from .records import taken_back, to_choose, without
from .telling import about, content, figure, figure_data, figures_to_choose, known_figures

__all__ = [
    "Content",
    "about",
    "amended_quotes",
    "consents_for_quotes",
    "content",
    "figure",
    "figure_data",
    "figures_to_choose",
    "known_figures",
    "quotes_expiring_soon",
    "quotes_to_arrange",
    "session_quotes_to_add",
    "still_carrying",
    "taken_back",
    "to_choose",
    "without",
]
