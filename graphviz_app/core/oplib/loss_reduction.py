"""How the losses of several elements or rows become one number: the attribute ``reduction``."""

from fractions import Fraction
from typing import Any

from graphviz_app.arrays import Array, np
from graphviz_app.core.operators import careful
from graphviz_app.core.operators.entry import Case, RefusedError

REDUCTION_HELP = (
    "reduction= is 'mean', 'sum', 'half' (½ times the sum) or 'none' (each loss by itself)."
)
_FORMS = {"mean": "mean({})", "sum": "sum({})", "half": "0.5*sum({})", "none": "{}"}
_FORMS_OF_ONE = {"mean": "{}", "sum": "{}", "half": "0.5*({})", "none": "{}"}


def _known(reduction: str) -> str:
    if reduction not in _FORMS:
        raise RefusedError(f"reduction is 'mean', 'sum', 'half' or 'none', not '{reduction}'")
    return reduction


def reduced(term: str, reduction: str, alone: bool) -> str:
    """The formula of losses drawn together, of the formula of each; ``alone``: of one number."""
    return (_FORMS_OF_ONE if alone else _FORMS)[_known(reduction)].format(term)


def reduced_numbers(losses: Array, reduction: str) -> Array:
    """The same of numbers."""
    match _known(reduction):
        case "mean":
            return careful.mean(losses, None, False)
        case "none":
            return losses
    return careful.total(losses) * (0.5 if reduction == "half" else 1.0)


def part(reduction: str, count: int) -> Fraction:
    """What each of so many losses counts."""
    return {"mean": Fraction(1, count), "half": Fraction(1, 2)}.get(reduction, Fraction(1))


def share(factor: Fraction, rest: str, reduction: str, count: int) -> str:
    """``2*g*(p - t)/3``: what one of so many losses hands back, the plain factors in one."""
    whole = factor * part(reduction, count)
    size = abs(whole)
    above = "" if size.numerator == 1 else f"{size.numerator}*"
    below = "" if size.denominator == 1 else f"/{size.denominator}"
    return f"{'-' if whole < 0 else ''}{above}{rest}{below}"


def in_torch(each: str) -> str:
    """PyTorch's expression, of its expression for the losses by themselves."""
    half = "'half': lambda x: x.sum()/2, 'none': lambda x: x"
    return f"{{'mean': torch.mean, 'sum': torch.sum, {half}}}[reduction]({each})"


def cases_of(*shapes: tuple[Any, ...], **attrs: object) -> tuple[Case, ...]:
    """Numbers, vectors and matrices, with every reduction."""
    given = shapes or (((), ()), ((3,), (3,)), ((2, 3), (2, 3)))
    return tuple((each, {**attrs, "reduction": word}) for each in given for word in _FORMS)


def class_numbers(t: Array, shape: tuple[int, ...]) -> Array:
    """Numbers of classes as zeros and ones, one row of so many classes each."""
    count, numbers = shape[-1], np.asarray(t)
    if np.any(numbers != np.round(numbers)) or np.any((numbers < 0) | (numbers >= count)):
        raise RefusedError(f"a class is a whole number from 0 to {count - 1}")
    return np.asarray(numbers[..., np.newaxis] == np.arange(count), dtype=np.float64)
