"""Proofs and pushes as sentences: what agrees with a difference, and what a nudge has moved."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from graphviz_app.core.graph import Graph, Value
from graphviz_app.core.proof import Band, ElementProof, LeafProof, Move, Nudge, agrees, summary
from graphviz_app.core.proof.nudge import rounding
from graphviz_app.core.proof.verdict import relative_error
from graphviz_app.explain.plain_formula import plain_symbol
from graphviz_app.numbers import as_typed, in_panel, superscript

WORDS: Mapping[Band, str] = {
    "zero": "both are 0",
    "good": "good",
    "small": "too small to tell",
    "fine": "fine at kinks",
    "kink": "at a kink",
    "uneasy": "uneasy",
    "unknown": "not to be told",
    "wrong": "wrong",
}
"""What course notes say of such an error."""
SIGNS: Mapping[Band, str] = {
    "zero": "✓",
    "good": "✓",
    "small": "≈",
    "fine": "≈",
    "kink": "✓",
    "uneasy": "!",
    "unknown": "?",
    "wrong": "✗",
}
BECAUSE: Mapping[Band, str] = {
    "zero": "The output does not move with it, and the gradient says so.",
    "good": "The relative error is below 10⁻⁷.",
    "small": "They differ by less than the rounding of the output hides.",
    "fine": "The relative error is between 10⁻⁷ and 10⁻⁴.",
    "kink": "The slopes on both sides differ; the gradient is one of them, or lies between.",
    "uneasy": "The relative error is between 10⁻⁴ and 10⁻².",
    "unknown": "One of the two is not a finite number, or the difference is in too much doubt.",
    "wrong": "The relative error is above 10⁻².",
}
NEAR = 0.1
"""Part of a change by which a linear guess may be off and still be called near."""
SAME = 1e-7
"""Relative difference up to which PyTorch says the same."""


NOT_FINITE = "The gradient is not a finite number, so it foretells nothing."


class Verdict(NamedTuple):
    """The sum of many proofs: whether all agree, in a few words, and a sentence."""

    agree: bool
    title: str
    sentence: str


def verdict(graph: Graph, proofs: Sequence[LeafProof]) -> Verdict:
    """``5 of 5 gradients agree``, and which is the worst."""
    total = summary(proofs)
    things = "gradient agrees" if total.of == 1 else "gradients agree"
    title = f"{total.agree} of {total.of} {things}"
    bad = [one for one in proofs if not agrees(one.band)]
    if bad:
        first = max(bad, key=lambda one: (one.band == "wrong", one.error))
        name = element_name(graph, first.node, first.worst)
        is_known = first.band != "unknown"
        told = f"does not: {WORDS[first.band]}" if is_known else "cannot be compared"
        return Verdict(False, title, f"The gradient of {name} {told}.")
    return Verdict(True, title, " ".join(_remarks(proofs, total.worst)) or "To the last digit.")


def _remarks(proofs: Sequence[LeafProof], worst: float) -> Iterator[str]:
    if worst:
        yield f"The worst relative error is {power(worst)}."
    kinks = [one.band for one in proofs].count("kink")
    if kinks:
        yield f"At a kink, by convention: {kinks}."
    small = [one.band for one in proofs].count("small")
    if small:
        yield f"Too small to tell: {small}."


def power(number: float) -> str:
    """``3·10⁻¹¹``: of an error only the size matters."""
    if not math.isfinite(number):
        return "∞"
    if not number or 0.01 <= number < 1000:
        return f"{number:.2g}"
    mantissa, exponent = f"{number:.0e}".split("e")
    raised = f"10{superscript(int(exponent))}"
    return raised if mantissa == "1" else f"{mantissa}·{raised}"


def badge_words(graph: Graph, proof: LeafProof) -> str:
    """``✓ = central difference``, or what else there is to say of one gradient."""
    worst, many = proof.worst, f" of {proof.tried:,} elements" if proof.size > 1 else ""
    worst_of = f", the worst{many}" if many else ""
    told = {
        "zero": "= central difference: both are 0",
        "good": f"= central difference to {power(proof.error)}{worst_of}",
        "small": "≈ central difference, both too small to tell more",
        "kink": f"a kink: from the left {side_text(worst.found.left.value)}, "
        f"from the right {side_text(worst.found.right.value)}",
    }
    other = f"central difference {in_panel(worst.found.best.value)}: {WORDS[proof.band]}{worst_of}"
    return f"{SIGNS[proof.band]} {told.get(proof.band, other)}"


def element_name(graph: Graph, leaf: str, proof: ElementProof) -> str:
    """``W[0, 1]`` of an element, else the leaf's name."""
    place = ", ".join(map(str, proof.place))
    name = plain_symbol(graph, leaf)
    return f"{name}[{place}]" if proof.place else name


def details(graph: Graph, proof: LeafProof) -> Iterator[str]:
    """What is special about one leaf: which element is told, a kink and both sides of it."""
    worst = proof.worst
    if worst.place:
        name, of = element_name(graph, proof.node, worst), f"of {proof.size:,}"
        tried = of if proof.tried == proof.size else f"of {proof.tried:,} tried, {of}"
        yield f"{name}, the worst {tried}"
    if worst.found.bends:
        left, right = (side_text(x.value) for x in (worst.found.left, worst.found.right))
        yield f"slope from the left {left}, from the right {right}"
        yield from (f"at {plain_symbol(graph, k.node)}: {k.convention}" for k in proof.kinks)
        if not proof.kinks:
            yield "a kink is nearer than the steps of the difference"
    elif proof.kinks:
        named = ", ".join(plain_symbol(graph, k.node) for k in proof.kinks)
        yield f"a kink on the way, at {named}, does not show here"
    if not agrees(worst.band) or worst.band in ("small", "fine"):
        because = BECAUSE[worst.band].rstrip(".")
        yield because[0].lower() + because[1:]


def side_text(slope: float) -> str:
    """A slope on one side of a kink; at a jump there is none."""
    if math.isnan(slope):
        return "none"
    return "∞, a jump" if math.isinf(slope) else in_panel(round(slope, 9))


def how(proof: ElementProof) -> str:
    """How the difference was found, and what is wrong with the gradient, for a tooltip."""
    best = proof.found.best
    way = "Central difference" if best is proof.found.central else "Difference from one side"
    doubt = f"in doubt by {power(best.doubt)}"
    error = f"Relative error {power(proof.error)}. " if proof.band != "kink" else ""
    steps = f"steps down to h = {power(best.h)}, extrapolated"
    return f"{way} with {steps}; {doubt}.\n{error}{BECAUSE[proof.band]}"


def torch_error(gradient: Value, told: Value) -> float:
    """The largest relative error of an element; infinite for another shape."""
    ours, theirs = np.atleast_1d(gradient), np.atleast_1d(told)
    if ours.shape != theirs.shape:
        return math.inf
    pairs = zip(ours.ravel().tolist(), theirs.ravel().tolist(), strict=True)
    return max((0.0 if _same(a, b) else relative_error(a, b) for a, b in pairs), default=0.0)


def _same(a: float, b: float) -> bool:
    """Also ∞ and "not a number", which have no relative error."""
    return a == b or (math.isnan(a) and math.isnan(b))


HEAD = ("leaf", "element", "gradient", "difference", "h", "relative error", "verdict")
SIDES = ("left", "right", "convention")


def table(
    graph: Graph, proofs: Sequence[LeafProof], torch: Mapping[str, Value]
) -> Iterator[Sequence[str]]:
    """A row for each number that was proved, below a row of headings; every digit."""
    yield (*HEAD, *SIDES, *(["PyTorch"] if torch else []))
    for proof in proofs:
        for one in proof.elements:
            yield tuple(_cells(graph, proof, one, torch))


def _cells(
    graph: Graph, proof: LeafProof, one: ElementProof, torch: Mapping[str, Value]
) -> Iterator[str]:
    found = one.found
    yield plain_symbol(graph, proof.node)
    yield ", ".join(map(str, one.place))
    yield from map(as_typed, (one.gradient, found.best.value))
    yield f"{found.best.h:.1e}"
    yield f"{one.error:.1e}"
    yield WORDS[one.band]
    sides = (found.left.value, found.right.value) if found.bends else ()
    yield from [as_typed(x) for x in sides] or ["", ""]
    yield "; ".join(kink.convention for kink in proof.kinks) if found.bends else ""
    if torch:
        told = torch.get(proof.node)
        yield "" if told is None else as_typed(float(np.asarray(told)[one.place]))


# A nudge


def signed(number: float | None) -> str:
    """A change with its sign."""
    if number is None or math.isnan(number):
        return "no value"
    return f"+{in_panel(number)}" if number > 0 else in_panel(number)


def outcome(graph: Graph, nudge: Nudge) -> Verdict:
    """``L moves by 0.00213``; what the gradient said, and by how much that was off."""
    move = nudge.output
    if move is None:
        return Verdict(False, "There is no output", "So there is no gradient to compare with.")
    name = plain_symbol(graph, move.node)
    change, guess = move.number(move.change), move.number(move.guess)
    if not math.isfinite(float(move.before)):
        return Verdict(False, f"{name} is {in_panel(move.before)}", "So nothing can be compared.")
    if change is None or guess is None or not math.isfinite(change):
        return Verdict(False, f"{name} has no value there", "The push leaves where it is defined.")
    if not math.isfinite(guess):
        return Verdict(False, f"{name} moves by {signed(change)}", NOT_FINITE)
    title = f"{name} moves by {signed(change)}"
    said = f"The gradient said {signed(guess)}"
    if not change and not guess:
        return Verdict(True, f"{name} does not move", "The gradient is 0, and said so.")
    if abs(change) <= rounding(move) and guess != change:
        return Verdict(True, f"{name} does not move visibly", f"{said}.")
    if abs(change - guess) <= rounding(move):
        return Verdict(True, title, f"{said}: exactly that.")
    off = abs(change - guess)
    sentence = f"{said}: off by {in_panel(off)}{_part(move)}."
    return Verdict(off <= NEAR * abs(change), title, sentence)


def off_by(move: Move) -> str:
    """The error of the linear guess as a part of the change: ``1.8 %``."""
    change, guess = move.number(move.change), move.number(move.guess)
    if change is None or guess is None or not math.isfinite(change - guess):
        return ""
    if abs(change - guess) <= max(1e-9 * abs(change), 1e-15):
        return "exact"
    return percent(abs(change - guess) / abs(change)) if change else "all of it"


def _part(move: Move) -> str:
    part = off_by(move)
    return f" ({part})" if part.endswith("%") else ""


def percent(part: float) -> str:
    """Two digits that count."""
    number = 100 * part
    if number >= 1000:
        return "over 1000 %"
    if number < 1e-3:
        return f"{power(number)} %"
    decimals = max(0, 1 - math.floor(math.log10(number)))
    return f"{number:.{decimals}f} %"


def shrinking(nudge: Nudge) -> str:
    """With which power of ε the error shrinks, as a sentence; '' where there is none."""
    order = nudge.order
    if order is None:
        return ""
    if 1.7 <= order <= 2.3:
        return "Half the push leaves a quarter of the error: it shrinks with ε²."
    if order < 1.3:
        return "Half the push leaves half the error or more: there is a kink on the way."
    times = percent(2.0**-order)
    return f"Half the push leaves {times} of the error: it shrinks with ε to the {order:.1f}."
