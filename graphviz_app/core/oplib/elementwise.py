"""Arithmetic, functions, comparisons and branches that work element by element."""

from types import MappingProxyType

import numpy as np

from graphviz_app.core.op import Array, Op, ScalarRule
from graphviz_app.core.oplib.partials import (
    base_partial,
    divisor_partial,
    exp_partial,
    exponent_partial,
    power_partial,
    reciprocal_partial,
)


def _not_zero(a: float) -> bool:
    return a != 0


def _choose(c: Array, a: Array, b: Array) -> Array:
    return np.where(c != 0, a, b)


ARITHMETIC = (
    Op(
        name="identity",
        about="the same value under another name",
        operands=("a",),
        forward=lambda a: +a,
        vjps=(lambda g, y, a: g,),
        symbol="=",
        latex="$a",
        partials=("1",),
        role="operator",
        python="$a",
        scalar=ScalarRule("a", ("1.0",)),
    ),
    Op(
        name="add",
        about="sum",
        operands=("a", "b"),
        forward=lambda a, b: a + b,
        vjps=(lambda g, y, a, b: g, lambda g, y, a, b: g),
        symbol="+",
        latex="$a + $b",
        partials=("1", "1"),
        role="operator",
        python="$a + $b",
        precedence=2,
        commutative=True,
        scalar=ScalarRule("a + b", ("1.0", "1.0")),
    ),
    Op(
        name="sub",
        about="difference",
        operands=("a", "b"),
        forward=lambda a, b: a - b,
        vjps=(lambda g, y, a, b: g, lambda g, y, a, b: -g),
        cues=("+", "−"),
        symbol="−",
        latex="$a - $b",
        partials=("1", "-1"),
        role="operator",
        python="$a - $b",
        precedence=2,
        scalar=ScalarRule("a - b", ("1.0", "-1.0")),
    ),
    Op(
        name="mul",
        about="product, element by element",
        operands=("a", "b"),
        forward=lambda a, b: a * b,
        vjps=(lambda g, y, a, b: g * b, lambda g, y, a, b: g * a),
        symbol="×",
        latex=r"$a \cdot $b",
        partials=("$b", "$a"),
        role="operator",
        python="$a*$b",
        precedence=3,
        commutative=True,
        scalar=ScalarRule("a * b", ("b", "a")),
    ),
    Op(
        name="div",
        about="quotient",
        operands=("a", "b"),
        forward=lambda a, b: a / b,
        vjps=(lambda g, y, a, b: g / b, divisor_partial),
        cues=("1", "2"),
        symbol="÷",
        latex=r"\frac{$a}{$b}",
        partials=(r"\frac{1}{$b}", r"-\frac{$a}{$b^2}"),
        role="operator",
        python="$a/$b",
        precedence=3,
        steep=True,
        scalar=ScalarRule("a / b", ("1.0 / b", "-y / b"), lossy=(None, lambda a, b: a != 0)),
    ),
    Op(
        name="neg",
        about="the opposite number",
        operands=("a",),
        forward=lambda a: -a,
        vjps=(lambda g, y, a: -g,),
        symbol="−u",
        latex="-$a",
        partials=("-1",),
        role="operator",
        python="-$a",
        precedence=4,
        scalar=ScalarRule("-a", ("-1.0",)),
    ),
    Op(
        name="pow",
        about="power with a computed exponent",
        operands=("a", "b"),
        forward=lambda a, b: a**b,
        vjps=(base_partial, exponent_partial),
        cues=("u", "v"),
        positive=True,
        symbol="uᵛ",
        latex="{$a}^{$b}",
        partials=(r"$b \cdot {$a}^{$b - 1}", r"{$a}^{$b} \cdot \ln $a"),
        role="operator",
        python="$a**$b",
        precedence=5,
        steep=True,
        scalar=ScalarRule(
            "pow(a, b)",
            ("b * pow(a, b - 1.0) if b else 0.0", "y * log(a) if a else 0.0"),
            lossy=(lambda a, b: a != 0 and b != 0, lambda a, b: a != 0),
        ),
    ),
    Op(
        name="power",
        about="power with a written exponent",
        operands=("a",),
        forward=lambda a, exponent: a**exponent,
        vjps=(power_partial,),
        positive=True,
        symbol="u^$exponent",
        latex="{$a}^{$exponent}",
        partials=(r"$exponent \cdot {$a}^{$exponent - 1}",),
        role="operator",
        python="$a**$exponent",
        precedence=5,
        attrs=MappingProxyType({"exponent": 1.0}),
        steep=True,
        scalar=ScalarRule(
            "pow(a, exponent)", ("exponent * pow(a, exponent - 1.0)",), lossy=(_not_zero,)
        ),
    ),
)

FUNCTIONS = (
    Op(
        name="square",
        about="the number times itself",
        operands=("a",),
        forward=lambda a: a * a,
        vjps=(lambda g, y, a: 2 * (g * a),),
        symbol="u²",
        latex="{$a}^2",
        partials=(r"2 \cdot $a",),
        python="$a**2",
        precedence=5,
        scalar=ScalarRule("a * a", ("2.0 * a",)),
    ),
    Op(
        name="reciprocal",
        about="one over the number",
        operands=("a",),
        forward=lambda a: 1 / a,
        vjps=(reciprocal_partial,),
        symbol="1/u",
        latex=r"\frac{1}{$a}",
        partials=(r"-\frac{1}{$a^2}",),
        python="1/$a",
        precedence=3,
        steep=True,
        scalar=ScalarRule("1.0 / a", ("-y * y",), lossy=(_not_zero,)),
    ),
    Op(
        name="exp",
        about="exponential function",
        operands=("a",),
        forward=np.exp,
        vjps=(exp_partial,),
        symbol="exp",
        latex=r"\mathrm{e}^{$a}",
        partials=(r"\mathrm{e}^{$a}",),
        scalar=ScalarRule("exp(a)", ("y",), lossy=(lambda a: a > -1500,)),
    ),
    Op(
        name="log",
        about="natural logarithm",
        operands=("a",),
        forward=np.log,
        vjps=(lambda g, y, a: g / a,),
        positive=True,
        symbol="ln",
        latex=r"\ln $a",
        partials=(r"\frac{1}{$a}",),
        steep=True,
        scalar=ScalarRule("log(a)", ("1.0 / a",)),
    ),
    Op(
        name="sqrt",
        about="square root",
        operands=("a",),
        forward=np.sqrt,
        vjps=(lambda g, y, a: g / (2 * y),),
        positive=True,
        symbol="√",
        latex=r"\sqrt{$a}",
        partials=(r"\frac{1}{2 \sqrt{$a}}",),
        steep=True,
        scalar=ScalarRule("sqrt(a)", ("0.5 / y",)),
    ),
    Op(
        name="abs",
        about="distance from zero",
        operands=("a",),
        forward=np.abs,
        vjps=(lambda g, y, a: g * np.sign(a),),
        symbol="|u|",
        latex=r"\left|$a\right|",
        partials=(r"\mathrm{sgn}\left($a\right)",),
        scalar=ScalarRule("abs(a)", ("sign(a)",)),
        kink=lambda y, a: a == 0,
        convention="sgn(0) = 0 is used",
    ),
    Op(
        name="max",
        about="the larger of two",
        operands=("a", "b"),
        forward=np.maximum,
        vjps=(lambda g, y, a, b: g * (a >= b), lambda g, y, a, b: g * (b > a)),
        symbol="max",
        latex=r"\max\left($a, $b\right)",
        partials=(r"\left[$a \geq $b\right]", r"\left[$b > $a\right]"),
        scalar=ScalarRule(
            "a if a >= b else b", ("1.0 if a >= b else 0.0", "0.0 if a >= b else 1.0")
        ),
        kink=lambda y, a, b: a == b,
        convention="the first operand wins the tie",
    ),
    Op(
        name="min",
        about="the smaller of two",
        operands=("a", "b"),
        forward=np.minimum,
        vjps=(lambda g, y, a, b: g * (a <= b), lambda g, y, a, b: g * (b < a)),
        symbol="min",
        latex=r"\min\left($a, $b\right)",
        partials=(r"\left[$a \leq $b\right]", r"\left[$b < $a\right]"),
        scalar=ScalarRule(
            "a if a <= b else b", ("1.0 if a <= b else 0.0", "0.0 if a <= b else 1.0")
        ),
        kink=lambda y, a, b: a == b,
        convention="the first operand wins the tie",
    ),
)


def _comparison(name: str, about: str, symbol: str, python: str, latex: str) -> Op:
    """A 1 or 0 that steers a branch; constant almost everywhere, so nothing flows back."""
    ufunc = getattr(np, name)
    return Op(
        name=name,
        about=about,
        operands=("a", "b"),
        forward=lambda a, b: ufunc(a, b).astype(np.float64),
        vjps=(None, None),
        cues=("1", "2"),
        symbol=symbol,
        latex=f"$a {latex} $b",
        partials=("", ""),
        role="operator",
        python=f"$a {python} $b",
        precedence=1,
        scalar=ScalarRule(f"1.0 if a {python} b else 0.0", (None, None)),
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
        operands=("c", "a", "b"),
        forward=_choose,
        vjps=(
            None,
            lambda g, y, c, a, b: np.where(c != 0, g, 0.0),
            lambda g, y, c, a, b: np.where(c != 0, 0.0, g),
        ),
        cues=("if", "then", "else"),
        symbol="if",
        latex=r"\begin{cases} $a & \mathrm{if}\ $c \\ $b & \mathrm{else} \end{cases}",
        partials=("", r"\left[$c\right]", r"1 - \left[$c\right]"),
        python="$a if $c else $b",
        precedence=0,
        scalar=ScalarRule("a if c else b", (None, "1.0 if c else 0.0", "0.0 if c else 1.0")),
    ),
)
