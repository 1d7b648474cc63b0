"""Comparisons, and the choice that they make."""

from graphviz_app.arrays import np
from graphviz_app.core.brackets import Level
from graphviz_app.core.op import Array, Op


def _choose(c: Array, a: Array, b: Array) -> Array:
    return np.where(c != 0, a, b)


def _comparison(name: str, about: str, symbol: str, python: str, latex: str) -> Op:
    """A 1 or 0 that steers a branch; constant almost everywhere, so nothing flows back."""
    return Op(
        name=name,
        about=about,
        operands=("a", "b"),
        value=f"a {python} b",
        numpy=lambda a, b: getattr(np, name)(a, b).astype(np.float64),
        partials=("", ""),
        cues=("1", "2"),
        help=f"{about}. It only steers: no gradient flows back through a comparison.",
        symbol=symbol,
        latex=f"$a {latex} $b",
        role="operator",
        python=f"$a {python} $b",
        precedence=Level.COMPARISON,
    )


COMPARISONS = (
    _comparison("less", "1 where smaller, else 0", "<", "<", "<"),
    _comparison("less_equal", "1 where not larger, else 0", "≤", "<=", r"\leq"),
    _comparison("greater", "1 where larger, else 0", ">", ">", ">"),
    _comparison("greater_equal", "1 where not smaller, else 0", "≥", ">=", r"\geq"),
    _comparison("equal", "1 where the same, else 0", "=", "==", "="),
    _comparison("not_equal", "1 where different, else 0", "≠", "!=", r"\neq"),
)

BRANCHES = (
    Op(
        name="where",
        about="the first value where the condition holds, else the second",
        help="y = a if c else b: only what was chosen receives the gradient, the condition steers.",
        operands=("c", "a", "b"),
        value="a if c else b",
        numpy=_choose,
        partials=("", "c != 0", "1 - (c != 0)"),
        pullbacks=("", "g if c else 0", "0 if c else g"),
        pulls=(
            None,
            lambda g, y, c, a, b: np.where(c != 0, g, 0.0),
            lambda g, y, c, a, b: np.where(c != 0, 0.0, g),
        ),
        cues=("if", "then", "else"),
        symbol="if",
        latex=r"\begin{cases} $a & \mathrm{if}\ $c \\ $b & \mathrm{else} \end{cases}",
        python="$a if $c else $b",
        precedence=Level.CHOICE,
        torch="torch.where(c != 0, a, b)",
    ),
)
