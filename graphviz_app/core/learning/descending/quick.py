"""Many steps of a graph of numbers as one straight-line Python function.

Each node is a few arithmetic bytecodes on local variables, each parameter a line or two more. The
numbers are those of ``way``, to the bit.
"""

from collections.abc import Callable, Iterable, Sequence
from math import inf, nan, sqrt

from graphviz_app.core.learning.descending.lines import Lines
from graphviz_app.core.learning.settings import Descent
from graphviz_app.core.operators.generated import executed

Row = Sequence[float]
Planned = tuple[int, float, Sequence[Row]]
"""A step: its number, the learning rate, the rows of its batch."""
Quick = Callable[[Row, Iterable[Planned], Sequence[Row], list[float], list[Row]], None]
"""``(numbers, steps, all rows of data, losses, rows)`` adds to the last two the loss before each
step and the numbers after it; raises ArithmeticError or ValueError where one has no value."""
MAX_NODES = 2_000
"""Nodes up to which it is worth compiling."""
_KNOWN = {"sqrt": sqrt, "len": len, "inf": inf, "nan": nan}
_KEPT = {"momentum": "m", "nesterov": "m", "rmsprop": "s", "adam": "ms"}


def quick_steps(lines: Lines, descent: Descent, whole: bool) -> Quick:
    """Steps of a descent; ``whole``: each is on all rows of data."""
    letters = _KEPT.get(descent.optimizer, "")
    row = ", ".join([*lines.points, *(f"{letter}{i}" for letter in letters for i in lines.moved)])
    body = _on_rows(lines, descent, whole) if lines.fed else _alone(lines)
    text = [
        "def quick(row, steps, every, losses, rows):",
        f" {row}, = row",
        *_in(lines.given()),
        " for number, rate, batch in steps:",
        *_in(_in([*body, *_moving(lines, descent), f"rows.append(({row},))"])),
    ]
    return executed("\n".join(text), {**lines.known, **_KNOWN}, "quick")


def _alone(lines: Lines) -> list[str]:
    """Loss and gradients on the graph's own leaves."""
    backward, gradients = lines.backward()
    named = [f"{name} = {written}" for name, written in gradients.items()]
    return [*lines.forward(), f"losses.append(0.0 + {lines.loss})", *backward, *named]


def _on_rows(lines: Lines, descent: Descent, whole: bool) -> list[str]:
    """The loss of all rows, the gradients of those of the batch."""
    backward, gradients = lines.backward()
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
    return [*text, "count = len(batch)", *(f"{n} /= count" for n in gradients)] if mean else text


def _moving(lines: Lines, descent: Descent) -> list[str]:
    """The update, parameter by parameter."""
    text = []
    if descent.optimizer == "adam":
        text += [f"b = 1.0 - {descent.beta1!r}**number", f"c = 1.0 - {descent.beta2!r}**number"]
    for i in lines.moved:
        g = f"t{i}"
        if descent.weight_decay:
            text.append(f"g = {g} + {descent.weight_decay!r}*v{i}")
            g = "g"
        text += _step(descent, i, g)
    return text


def _step(descent: Descent, i: int, g: str) -> list[str]:
    """Of one parameter with the gradient g, as ``optimizers.stepped`` does it."""
    match descent.optimizer:
        case "momentum":
            return [f"m{i} = {descent.momentum!r}*m{i} + {g}", f"v{i} -= rate*m{i}"]
        case "nesterov":
            velocity = f"m{i} = {descent.momentum!r}*m{i} + {g}"
            return [velocity, f"v{i} -= rate*({g} + {descent.momentum!r}*m{i})"]
        case "rmsprop":
            s = f"s{i} = {descent.alpha!r}*s{i} + {1.0 - descent.alpha!r}*({g}*{g})"
            return [s, f"v{i} -= rate*({g}/(sqrt(s{i}) + {descent.epsilon!r}))"]
        case "adam":
            return [
                f"m{i} = {descent.beta1!r}*m{i} + {1.0 - descent.beta1!r}*{g}",
                f"s{i} = {descent.beta2!r}*s{i} + {1.0 - descent.beta2!r}*({g}*{g})",
                f"v{i} -= rate*((m{i}/b)/(sqrt(s{i}/c) + {descent.epsilon!r}))",
            ]
    return [f"v{i} -= rate*{g}"]


def _in(lines: Iterable[str]) -> list[str]:
    return [f" {line}" for line in lines]
