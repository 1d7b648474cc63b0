"""What is said while a path is walked: the local derivatives so far, and their product."""

from itertools import pairwise

from graphviz_app.core.paths import Path
from graphviz_app.core.read_run import ReadRun
from graphviz_app.explain.ledger.wording import as_typeset, factor_text, path_words, symbols_of
from graphviz_app.explain.telling import Explanation
from graphviz_app.explain.tones import toned
from graphviz_app.numbers import MINUS, in_panel

MOST = 5
"""Factors that are written out; of more the product of those before the last."""
NAMED = 7
"""Nodes of a path that are named before it is walked."""


def start_sentence(run: ReadRun, path: Path) -> str:
    """Before the first step."""
    return f"Along {path_words(run, path, NAMED)} local derivatives multiply, from 1 on."


def step_caption(run: ReadRun, path: Path, step: int) -> Explanation:
    """``∂a/∂x · ∂L/∂a = 0.25 · 1.2 = 0.3``, up to a step."""
    symbols = [rf"\partial {of}/\partial {by}" for by, of in pairwise(symbols_of(run, path))]
    shown = symbols[: step + 1]
    if len(shown) > MOST:
        shown = [*shown[:2], r"\cdots", shown[-1]]
    return Explanation(r" \cdot ".join(shown), toned(_numbers(path, step), "gradient"))


def _numbers(path: Path, step: int) -> str:
    factors, products = [factor_text(f) for f in path.factors[: step + 1]], path.products
    if len(factors) > MOST:
        before = in_panel(products[step - 1]) if products else "…"
        factors = [before, factors[-1]]
    bracketed = [f"({text})" if text.startswith(MINUS) else text for text in factors[1:]]
    written = " · ".join([factors[0], *bracketed])
    whole = f"= {written} = {in_panel(products[step])}" if products and step else f"= {written}"
    return as_typeset(whole)
