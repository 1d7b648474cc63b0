"""Texts of graphs in every spelling that people find, made at random."""

import re
from collections.abc import Iterator
from random import Random

from graphviz_app.core.learning.settings import OPTIMIZERS

NAMES = ("x", "w1", "β", "sum", "exp", "d", "grad", "_", "group", "input", "ﬁ", "n" * 90, "T")
NUMBERS = (
    "1", "0", "-0", "-0.0", "0x10", "0B101", "0o17", "1_000", "0_1.5_0", ".5", "5.", "1e-400",
    "1E+3", "1_0e1_0", "-(5)", "( -2.50 )", "- 3", "+4", "00", "000.10", "\N{MINUS SIGN}7",
    "-\\\n5", "(\n6\n)", "1.7976931348623157e308", "5e-324", "0.1234567890123456789", "10**2",
    "1/3", "-(-2)", "--2", "9" * 60,
)  # fmt: skip
NOTES = (
    "",
    "so",
    "a*(b + c)",
    "sigmoid' * x2",
    '"',
    "a == b",
    "  two   words\t",
    "−1",
    "# no",
    "é",
)
TITLES = (
    "# A title", "#", "## x ## ", "#\t two \x0c words \u2028 here", "# \u00a0", "#" * 30,
    "# " + "long " * 200, "# <b>&amp;</b>", "# \u200d zero width", "#!x", "# −1", "\ufeff# BOM",
)  # fmt: skip
GROUPS = ("g", "layer 1", "a/b", " ", "é", '\\"', "x", "−", "'", "g/g", "{}", "/".join("k" * 60))
LEAVES = ("input", "parameter", "target", "constant")
SIGNS = ("+", "-", "*", "/", "**", "@", "<", "==", "!=", " *", "\\\n+ ")
FUNCTIONS = ("exp", "sigmoid", "abs", "square", "reciprocal", "transpose", "sqrt", "-", "+")


def random_text(chance: Random) -> str:
    """A whole text; not every one is accepted."""
    lines = [chance.choice(TITLES)] if chance.random() < 0.5 else []
    known: list[str] = []
    indent = ""
    for name in chance.sample(NAMES, chance.randint(1, 6)):
        if chance.random() < 0.2:
            lines.append(f'{indent}with group("{chance.choice(GROUPS)}"):')
            indent += "  "
        lines.append(f"{indent}{name} = {_expression(chance, known or ['...'], 3)}")
        known.append(name)
        if chance.random() < 0.5:
            indent = ""
    lines += [_claim(chance, known) for _ in range(chance.randint(0, 3))]
    if chance.random() < 0.5:
        lines.append(f"learning_rate({chance.choice(NUMBERS)})")
    if chance.random() < 0.5:
        lines.append(f"output({chance.choice([*known, 'None'])})")
    lines += _learning(chance, lines)
    return "\n".join(lines) + chance.choice(("", "\n", "\r\n", "\x0c\n"))


def _learning(chance: Random, lines: list[str]) -> Iterator[str]:
    """Descents and data, and a frozen parameter if a line is one."""
    if chance.random() < 0.7:
        return
    found = (re.match(r"(\w+) = parameter\([^(]*\)$", line) for line in lines)
    parameters = [match[1] for match in found if match]
    if parameters:
        yield f"frozen({chance.choice(parameters)})"
    start = chance.choice("17")
    yield f'descent("{chance.choice(OPTIMIZERS)}", rate={chance.random()}, start={start})'
    yield f"data({chance.choice(NAMES)}=[{chance.random()}, 2])" + chance.choice(("", " # table"))


def _claim(chance: Random, known: list[str]) -> str:
    of, by = chance.choice(known), chance.choice(known)
    note = chance.choice(NOTES)
    said = f"{of} ({note})" if note else of
    form = chance.choice(("{}", "grad({})", "after({})", "d({}, {by})", "({})", "{} "))
    return f"{form.format(said, by=by)} == {chance.choice(NUMBERS)}"


def _expression(chance: Random, names: list[str], depth: int) -> str:
    if depth == 0 or chance.random() < 0.2:
        kind = chance.randrange(3)
        if kind == 2:
            return f"{chance.choice(LEAVES)}({_tensor(chance)})"
        return chance.choice([*names, "..."]) if kind else _tensor(chance)
    a, b, c = (_expression(chance, names, depth - 1) for _ in range(3))
    sign, function = chance.choice(SIGNS), chance.choice(FUNCTIONS)
    return chance.choice(
        (
            f"{a}{sign}{b}",
            f"({a}) {sign} ({b})",
            f"{function}({a})",
            f"max({a}, {b})",
            f"min({a}, {b},\n  {c})",
            f"sum({a}, axis={chance.choice(('0', '-1', 'None', '1e3'))})",
            f"({a} if {b} else {c})",
            f"({a}).T",
        )
    )


def _tensor(chance: Random) -> str:
    """A number, a vector or a matrix, as it is written."""
    columns = chance.randint(1, 3)
    rows = [
        f"[{', '.join(chance.choices(NUMBERS, k=columns))}{chance.choice(('', ',', ' '))}]"
        for _ in range(chance.randint(1, 3))
    ]
    return chance.choice((chance.choice(NUMBERS), rows[0], f"[{', '.join(rows)}]"))
