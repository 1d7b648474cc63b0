"""How losses of rows are written: one row per example, with a number for each class."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.op import Array, Case, Choice, Op, Shape
from graphviz_app.core.oplib.class_losses import as_rows, is_number_of_class
from graphviz_app.core.oplib.loss_reduction import (
    REDUCTION_HELP,
    in_torch,
    part,
    reduced,
    reduced_numbers,
    share,
)

TARGETS_HELP = (
    "The target is the number of the class, counted from 0 (of several rows one each), or a row "
    "of the same shape as the prediction: one-hot, or any probabilities. A number only chooses, so "
    "it has the gradient 0."
)


def cases_of_rows(*operands: tuple[Any, ...]) -> tuple[Case, ...]:
    """With every reduction."""
    return tuple(
        (each, {"reduction": word}) for each in operands for word in ("mean", "sum", "half", "none")
    )


def rows_in(shape: Shape) -> int:
    """How many examples there are."""
    return int(np.prod(shape[:-1]))


def along(shape: Shape, more: str = "") -> str:
    """The end of a sum over the classes of each row."""
    return f", axis=-1{more}" if len(shape) > 1 or more else ""


def target_of(letters: tuple[str, str], shapes: Mapping[str, Shape]) -> str:
    """The target as a row, whatever it was written as."""
    x, t = (shapes[letter] for letter in letters)
    return f"one_hot({letters[1]}, classes={x[-1]})" if is_number_of_class(x, t) else letters[1]


def row_loss(
    name: str,
    about: str,
    letters: tuple[str, str],
    term: str,
    slopes: tuple[tuple[int, str], tuple[int, str]],
    *,
    first: str = "",
    by_hand: Callable[..., Array] | None = None,
    slopes_by_hand: tuple[Callable[..., Array], ...] = (),
    on_floats: tuple[Callable[..., float], ...] = (),
    torch: str,
    **entry: Any,
) -> Op:
    """A loss of which every row has its ``term``, with $t for the target as a row.

    $end ends a sum over the classes. In slopes $g is the gradient of the row, $total the factor Σt,
    which is 1 where the target is one class. ``on_floats``: a row of one number, and its slopes.
    """
    return Op(
        name=name,
        about=about,
        operands=letters,
        attrs=MappingProxyType({"reduction": "mean"}),
        expansion=_expansion(letters, first, term),
        numpy=_numbers(by_hand) if by_hand else None,
        pullbacks=tuple(_pullback(letters, slot, slope) for slot, slope in enumerate(slopes)),
        pulls=tuple(_pull(slot, slope) for slot, slope in enumerate(slopes_by_hand)),
        floats=on_floats[0] if on_floats else None,
        slopes=on_floats[1:],
        elementwise=False,
        help=f"{entry.pop('help')} {REDUCTION_HELP}",
        torch=in_torch(torch),
        **{"cues": letters, **entry},
    )


def _expansion(letters: tuple[str, str], first: str, term: str) -> Choice:
    def written(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
        each = term.replace("$t", target_of(letters, shapes)).replace(
            "$end", along(shapes[letters[0]])
        )
        return first + reduced(each, attrs["reduction"], len(shapes[letters[0]]) < 2)

    return written


def _pullback(letters: tuple[str, str], slot: int, slope: tuple[int, str]) -> Choice:
    def written(shapes: Mapping[str, Shape], attrs: Mapping[str, Any]) -> str:
        x, t = (shapes[letter] for letter in letters)
        if slot and is_number_of_class(x, t):
            return f"0*{letters[1]}"
        single = attrs["reduction"] != "none" or len(x) < 2
        g = "g" if single else "expand_dims(g, axis=-1)"
        row = f"*sum({letters[1]}, axis=-1, keepdims=True)"
        rest = slope[1].replace("$total", "" if is_number_of_class(x, t) else row)
        rest = rest.replace("$t", target_of(letters, shapes)).replace("$g", g)
        return share(Fraction(slope[0]), rest, attrs["reduction"], rows_in(x))

    return written


def _numbers(losses: Callable[..., Array]) -> Callable[..., Array]:
    def numbers(x: Array, t: Array, reduction: str) -> Array:
        return reduced_numbers(losses(*as_rows(x, t)), reduction)

    return numbers


def _pull(slot: int, slope: Callable[..., Array]) -> Callable[..., Array]:
    def pull(g: Array, y: Array, x: Array, t: Array, reduction: str) -> Array:
        if slot and is_number_of_class(np.shape(x), np.shape(t)):
            return np.zeros_like(t)
        each = np.asarray(g)[..., np.newaxis] if np.ndim(g) else g
        return each * slope(*as_rows(x, t)) * float(part(reduction, rows_in(np.shape(x))))

    return pull
