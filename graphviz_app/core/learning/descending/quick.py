"""Many steps of a graph of numbers as one straight-line Python function.

Each node is a few arithmetic bytecodes on local variables, each parameter a line or two more. The
numbers are those of ``way``, to the bit.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from math import inf, nan, sqrt
from struct import Struct

from graphviz_app.core.learning.descending.lines import Lines
from graphviz_app.core.learning.optimizers import KEPT
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.operators.generated import executed

Row = Sequence[float]
Planned = tuple[int, float, Sequence[Row]]
"""A step: its number, the learning rate, the rows of its batch."""
Quick = Callable[[Row, Iterable[Planned], Sequence[Row], list[float], bytearray], None]
"""``(numbers, steps, all rows of data, losses, rows)`` adds to the last two the loss before each
step and the numbers after it, as they are in memory; raises ArithmeticError or ValueError where
one has no value."""
MAX_NODES = 2_000
"""Nodes up to which it is worth compiling."""
_NAME = re.compile(r"\b[a-z]\w*\b")
_KNOWN = {"sqrt": sqrt, "len": len, "inf": inf, "nan": nan}


def quick_steps(lines: Lines, descent: Descent, whole: bool) -> Quick:
    """Steps of a descent; ``whole``: each is on all rows of data."""
    kept = KEPT[descent.optimizer]
    row = ", ".join([*lines.points, *(f"{name}_{i}" for name in kept for i in lines.moved)])
    body, gradients = _on_rows(lines, descent, whole) if lines.fed else _alone(lines)
    text = [
        "def quick(row, steps, every, losses, rows):",
        f" {row}, = row",
        *_in(lines.given()),
        " for number, rate, batch in steps:",
        *_in(_in([*body, *_moving(lines, descent, gradients), f"rows += pack({row})"])),
    ]
    pack = Struct(f"{len(lines.moved) * (1 + len(kept))}d").pack
    return executed("\n".join(text), {**lines.known, **_KNOWN, "pack": pack}, "quick")


def _alone(lines: Lines) -> tuple[list[str], Sequence[str]]:
    """Loss and gradients on the graph's own leaves.

    Those that depend on no parameter are written where they are used, after others have moved.
    """
    backward, gradients = lines.backward
    points = {*lines.points}
    fixed = {n for n, text in gradients.items() if points.isdisjoint(_NAME.findall(text))}
    named = [f"{n} = {text}" for n, text in gradients.items() if n not in fixed]
    text = [*lines.forward(), f"losses.append(0.0 + {lines.loss})", *backward, *named]
    return text, [f"({text})" if n in fixed else n for n, text in gradients.items()]


def _on_rows(lines: Lines, descent: Descent, whole: bool) -> tuple[list[str], Sequence[str]]:
    """The loss of all rows, the gradients of those of the batch."""
    backward, gradients = lines.backward
    loop = f"for {lines.row.removesuffix(' = ')} in"
    adding = [*lines.forward(), f"total += {lines.loss}"]
    summing = [f"{name} += {written}" for name, written in gradients.items()]
    mean = descent.loss == "mean"
    zeros = f"{' = '.join(gradients)} = 0.0"
    over = "batch" if whole else "every"
    told = [f"losses.append(total/len({over}))" if mean else "losses.append(total)"]
    if whole:
        text = ["total = 0.0", zeros, f"{loop} batch:", *_in([*adding, *backward, *summing]), *told]
    else:
        text = ["total = 0.0", f"{loop} every:", *_in(adding), *told, zeros]
        text += [f"{loop} batch:", *_in([*lines.forward(), *backward, *summing])]
    over = "/count" if mean else ""
    return [*text, "count = len(batch)"], [f"{name}{over}" for name in gradients]


def _moving(lines: Lines, descent: Descent, gradients: Sequence[str]) -> list[str]:
    """The update, parameter by parameter."""
    text = []
    if descent.optimizer == "adam":
        text += [f"b = 1.0 - {descent.beta1!r}**number", f"c = 1.0 - {descent.beta2!r}**number"]
    for i, gradient in zip(lines.moved, gradients, strict=True):
        g = gradient
        if descent.weight_decay:
            g = f"({g} + {descent.weight_decay!r}*v{i})"
        if descent.optimizer != "sgd" and not g.isidentifier():
            text.append(f"g = {g}")
            g = "g"
        text += _step(descent, i, g)
    return text


def _step(descent: Descent, i: int, g: str) -> list[str]:
    """Of one parameter with the gradient g, as ``optimizers.stepped`` does it."""
    match descent.optimizer:
        case "momentum":
            return [f"v_{i} = {descent.momentum!r}*v_{i} + {g}", f"v{i} -= rate*v_{i}"]
        case "nesterov":
            velocity = f"v_{i} = {descent.momentum!r}*v_{i} + {g}"
            return [velocity, f"v{i} -= rate*({g} + {descent.momentum!r}*v_{i})"]
        case "rmsprop":
            s = f"s_{i} = {descent.alpha!r}*s_{i} + {1.0 - descent.alpha!r}*({g}*{g})"
            return [s, f"v{i} -= rate*({g}/(sqrt(s_{i}) + {descent.epsilon!r}))"]
        case "adam":
            return [
                f"m_{i} = {descent.beta1!r}*m_{i} + {1.0 - descent.beta1!r}*{g}",
                f"v_{i} = {descent.beta2!r}*v_{i} + {1.0 - descent.beta2!r}*({g}*{g})",
                f"v{i} -= rate*((m_{i}/b)/(sqrt(v_{i}/c) + {descent.epsilon!r}))",
            ]
    return [f"v{i} -= rate*({g})"]


def _in(lines: Iterable[str]) -> list[str]:
    return [f" {line}" for line in lines]
