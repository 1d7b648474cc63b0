"""The words of the path ledger: paths by their names, factors, counts of any size, products."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from graphviz_app.core.graph import Value
from graphviz_app.core.paths import Ledger, Path
from graphviz_app.core.read_run import ReadRun
from graphviz_app.covered import QUESTION, is_covered
from graphviz_app.explain.notation import name_latex
from graphviz_app.explain.numerals import value_words
from graphviz_app.explain.piece import atom
from graphviz_app.explain.run_terms import RunTerms
from graphviz_app.explain.titles import shown_name
from graphviz_app.explain.tones import unmarked
from graphviz_app.numbers import MINUS, format_number, in_panel, shape_text, superscript

ARROW, TIMES, GAP = " → ", " · ", "…"
WRITTEN_OUT = 10**7
"""Counts from here on are told by their power of ten."""
_RAISED = re.compile("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_COMMANDS = {"·": r"\cdot", "…": r"\dots", "×": r"\times", "∞": r"\infty"}
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def count_words(count: int) -> str:
    """``no path``, ``1 path``, ``1,024 paths``, ``1.27·10³⁰ paths``."""
    if not count:
        return "no path"
    return f"{amount(count)} {'path' if count == 1 else 'paths'}"


def amount(count: int) -> str:
    """A whole number, of many digits the first three."""
    if count < WRITTEN_OUT:
        return f"{count:,}"
    power = int(math.log10(count))
    power += count >= 10 ** (power + 1)
    power -= count < 10**power
    digits = str(round(count // 10 ** (power - 5) / 1000))
    power += len(digits) > 3
    mantissa = f"{digits[0]}.{digits[1:3]}".rstrip("0").rstrip(".")
    return f"10{superscript(power)}" if mantissa == "1" else f"{mantissa}·10{superscript(power)}"


def others_words(ledger: Ledger) -> str:
    """``the other 3``, ``the other 1.27·10³⁰ − 50``."""
    others = ledger.others
    if others < WRITTEN_OUT:
        return "the other one" if others == 1 else f"the other {amount(others)}"
    return f"the other {amount(ledger.count)} {MINUS} {len(ledger.paths)}"


def _called(run: ReadRun, id_: str) -> str:
    return shown_name(run, id_) if id_ in run.graph.nodes or id_ in run.reading.boxes else id_


def _arrow(run: ReadRun, index: int | None) -> str:
    """Numbered where several edges lead from one node to the next."""
    if index is None:
        return ARROW
    edge, edges = run.reading.edges[index], run.reading.edges
    incoming = (i for i in run.reading.incoming[edge.target] if not edges[i].control)
    alike = [i for i in incoming if edges[i].source == edge.source]
    if len(alike) < 2:
        return ARROW
    return f" →{str(alike.index(index) + 1).translate(_SUBSCRIPTS)} "


def difference(path: Path, other: Path) -> int | None:
    """The place of the first node at which a path is not the other one any more."""
    pairs = enumerate(zip(path.edges, other.edges, strict=False), 1)
    steps = zip(path.nodes[1:], other.nodes[1:], strict=False)
    both = zip(pairs, steps, strict=True)
    return next((k for (k, edges), (a, b) in both if a != b or edges[0] != edges[1]), None)


def _shown(count: int, most: int | None, around: int | None) -> Sequence[range]:
    """The places of what is written out: all, or the ends, or what is around a place."""
    if most is None or count <= most:
        return (range(count),)
    if around is None:
        return range((most + 1) // 2), range(count - most // 2, count)
    first = min(max(around - (most - 1) // 2, 1), count - most + 1)
    places = sorted({0, *range(first, first + most - 2), count - 1})
    breaks = [k for k in range(1, len(places)) if places[k] > places[k - 1] + 1]
    bounds = pairwise([0, *breaks, len(places)])
    return [range(places[i], places[j - 1] + 1) for i, j in bounds]


def path_words(run: ReadRun, path: Path, most: int | None = None, around: int | None = None) -> str:
    """``x → z → a → L``; of a path of more than ``most`` nodes ``x → z → … → L``.

    With a place ``around``, what stands there is written out rather than what is at the ends; of
    less than three nodes that alone, ``… → a → …``.
    """
    if around is not None and most is not None and most < 3 < len(path.nodes):
        return f"{GAP}{_onward(run, path, range(around, around + 1))}{ARROW}{GAP}"
    first, *others = _shown(len(path.nodes), most, around)
    written = _called(run, path.nodes[0]) + _onward(run, path, first[1:])
    return written + "".join(f"{ARROW}{GAP}{_onward(run, path, places)}" for places in others)


def _onward(run: ReadRun, path: Path, places: range) -> str:
    steps = (_arrow(run, path.edges[k - 1]) + _called(run, path.nodes[k]) for k in places)
    return "".join(steps)


def factor_words(
    path: Path, most: int | None = None, around: int | None = None, decimals: int = 4
) -> str:
    """``0.25 · 1.2 · (−0.8)``; a Jacobian by its shape."""
    if not path.factors:
        return "1"
    step = None if around is None else around - 1
    if step is not None and most is not None and most < 3 < len(path.factors):
        return f"{GAP}{TIMES}{_factor(path.factors[step], 1, decimals)}{TIMES}{GAP}"
    written = (
        TIMES.join(_factor(path.factors[k], k, decimals) for k in places)
        for places in _shown(len(path.factors), most, step)
    )
    return f"{TIMES}{GAP}{TIMES}".join(written)


def _factor(factor: Value | None, place: int, decimals: int) -> str:
    """A negative one in brackets, but for the first."""
    text = factor_text(factor, decimals)
    return f"({text})" if place and text.startswith(MINUS) else text


def factor_text(factor: Value | None, decimals: int = 4) -> str:
    """Some decimals, without those that only say 0; a tensor by its shape."""
    if factor is None:
        return "[…]"
    if is_covered(factor):
        return QUESTION
    if isinstance(factor, np.ndarray) and factor.size != 1:
        return f"[{shape_text(factor)}]"
    number = factor if isinstance(factor, float) else float(np.ravel(factor)[0])
    text = format_number(number, decimals)
    if "·" in text or "." not in text:
        return text
    short = text.rstrip("0").rstrip(".")
    return short if float(short.replace(MINUS, "-")) == number else text


def product_text(path: Path) -> str:
    """The product with four decimals, also where it is too small or too large for a float."""
    if (path.vanished or path.exploded) and not is_covered(path.product):
        power = math.floor(path.log10)
        mantissa = f"{10 ** (path.log10 - power):.2f}"
        return f"{MINUS if path.negative else ''}{mantissa}·10{superscript(power)}"
    return amount_words(path.product)


def amount_words(value: Value | None) -> str:
    """A number with four decimals, a short vector, the shape of what is larger."""
    if value is None:
        return "—"
    if is_covered(value):
        return QUESTION
    return in_panel(value) if isinstance(value, float) else value_words(value)


def derivative_text(run: ReadRun, ledger: Ledger) -> str:
    """``∂L/∂x``"""
    ends = (_called(run, id_) for id_ in (ledger.target, ledger.source))
    return "∂{}/∂{}".format(*(f"({name})" if " " in name else name for name in ends))


def derivative_latex(run: ReadRun, ledger: Ledger) -> str:
    """The same as a fraction."""
    terms = RunTerms(run)
    of, by = (_symbol(run, terms, id_) for id_ in (ledger.target, ledger.source))
    return rf"\frac{{\partial {of}}}{{\partial {by}}}"


def path_latex(run: ReadRun, path: Path, most: int) -> str:
    r"""``x \to z \to L``; of a long path ``x \to z \to \dots \to L``."""
    terms = RunTerms(run)
    nodes = path.nodes
    if len(nodes) <= most:
        return r" \to ".join(_symbol(run, terms, id_) for id_ in nodes)
    ends = (nodes[: most // 2], nodes[-most // 2 :])
    begin, end = ([_symbol(run, terms, id_) for id_ in part] for part in ends)
    return r" \to ".join([*begin, r"\dots", *end])


def symbols_of(run: ReadRun, path: Path) -> Sequence[str]:
    """Its nodes as mathematics."""
    terms = RunTerms(run)
    return [_symbol(run, terms, id_) for id_ in path.nodes]


def as_typeset(text: str) -> str:
    """A number that is read as LaTeX: ``−1.27·10³⁰`` as ``-1.27 \\cdot 10^{30}``."""
    powers = _RAISED.sub(lambda m: f"^{{{m[0].translate(_LOWERED)}}}", text)
    plain = powers.replace(MINUS, "-").replace("nan", r"\mathrm{nan}")
    for sign, command in _COMMANDS.items():
        plain = plain.replace(sign, f" {command} ")
    return " ".join(plain.split())


def _symbol(run: ReadRun, terms: RunTerms, id_: str) -> str:
    if id_ in run.reading.boxes or id_ not in run.graph.nodes:
        return name_latex(_called(run, id_))
    return unmarked(atom(terms.symbols.variable(id_)).text)
