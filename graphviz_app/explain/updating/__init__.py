"""The step of descent explained: how each parameter moves, and what that does to the output.

captions   one parameter, several at once, and L before and after
formulas   the lines of each optimizer, as formulas; letters: what their names stand for
remarks    why nothing moves, which rows are meant, what is frozen
after      the output before and after the step, and why it may have risen
"""

from graphviz_app.explain.step_words import goes, went
from graphviz_app.explain.updating.after import after_caption
from graphviz_app.explain.updating.captions import (
    brief_rows,
    update_caption,
    update_lines,
    update_rows,
    updates_caption,
)

__all__ = [
    "after_caption",
    "brief_rows",
    "goes",
    "update_caption",
    "update_lines",
    "update_rows",
    "updates_caption",
    "went",
]
