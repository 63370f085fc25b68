"""How claims and milestones are written: in `foundation.wording`, which other windows share."""

from alongside.foundation.wording import FIGURE_ID, Part, figure_ids, parse, refuse_typed_figures

__all__ = ["FIGURE_ID", "Part", "figure_ids", "parse", "refuse_typed_figures"]
