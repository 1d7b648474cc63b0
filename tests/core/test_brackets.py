"""Which brackets operands need, held to Python's own grammar and to what mathematics means."""

import ast
from itertools import product
from string import Template

import pytest

from graphviz_app.core.brackets import Form, Level, parts
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS

TYPED = [op for op in OPS.values() if op.python and not op.variadic and op.name != "identity"]
LEVELS = list(Level)


def needs(template: str, level: Level, regroups: bool = False) -> list[Level]:
    return [part.need for part in parts(Form(template, level, regroups))[:-1]]


def typed(op: Op) -> str:
    """The operator on its letters; attributes are a number."""
    return Template(op.python_of(len(op.operands))).safe_substitute(
        {**dict.fromkeys(op.attrs, "7"), **{letter: letter for letter in op.operands}}
    )


def put_in(outer: Op, slot: int, text: str) -> str:
    others = dict.fromkeys(outer.attrs, "7") | {k: k for k in outer.operands}
    return Template(outer.python).substitute(others | {outer.operands[slot]: text})


def tree(text: str) -> str:
    return ast.dump(ast.parse(text, mode="eval").body)


@pytest.mark.parametrize("outer", TYPED, ids=lambda op: op.name)
def test_what_is_typed_has_brackets_exactly_where_python_would_group_otherwise(outer: Op) -> None:
    asked = {p.name: p.need for p in parts(outer.typed_form(len(outer.operands)))}
    for slot, inner in product(range(len(outer.operands)), TYPED):
        text = typed(inner)
        same = tree(put_in(outer, slot, f"({text})"))
        try:
            grouped = tree(put_in(outer, slot, text))
        except SyntaxError:
            grouped = ""
        bare = inner.precedence >= asked[outer.operands[slot]]
        assert not bare or grouped == same, (outer.name, inner.name)
        chained = Level.COMPARISON in (outer.precedence, inner.precedence)
        assert bare or grouped != same or chained or inner.name == "index", (outer.name, inner.name)


def test_sums_and_products_that_say_the_same_are_shown_without_brackets() -> None:
    assert needs("$a + $b", Level.SUM, regroups=True) == [Level.SUM, Level.SUM]
    first, last = needs("$a - $b", Level.SUM)
    assert first == Level.SUM < last <= Level.PRODUCT
    assert max(needs(r"$a \cdot $b", Level.PRODUCT, regroups=True)) == Level.PRODUCT


def test_what_delimiters_enclose_needs_no_brackets() -> None:
    for template in (r"\frac{$a}{$b}", r"\max\left($a, $b\right)", "[$a, $b]", r"\left|$a\right|"):
        for level in (Level.FRACTION, Level.ATOM):
            assert set(needs(template, level)) == {Level.CHOICE}
    choice = r"\begin{cases} $a & \mathrm{if}\ $c \\ $b & \mathrm{else} \end{cases}"
    assert set(needs(choice, Level.CHOICE)) == {Level.CHOICE}


def test_what_something_is_raised_at_must_be_an_atom() -> None:
    assert needs("{$a}^{$b}", Level.POWER) == [Level.ATOM, Level.CHOICE]
    assert needs(r"$a \, $b^\top", Level.JUXTAPOSED) == [Level.JUXTAPOSED, Level.ATOM]
    assert needs(r"$a^\top \, $b", Level.JUXTAPOSED) == [Level.ATOM, Level.JUXTAPOSED]


def test_a_minus_sign_leads_only_where_no_sign_stands_before_it() -> None:
    shown = {
        template: [part.leads for part in parts(Form(template, level))[:-1]]
        for template, level in (
            ("$a - $b", Level.SUM),
            (r"$a \cdot $b", Level.PRODUCT),
            ("-$a", Level.SIGN),
            ("$a > $b", Level.COMPARISON),
            (r"\frac{$a}{$b}", Level.FRACTION),
        )
    }
    assert list(shown.values()) == [[True, False], [True, False], [False], [True, True], [True] * 2]
    assert all(part.leads for part in parts(Form("$a - $b", Level.SUM, typed=True)))


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_has_a_rule_for_every_place(level: Level) -> None:
    for template, is_typed in product(("$a # $b", "# $a", "$a #", "$a # $c # $b"), (False, True)):
        for part in parts(Form(template, level, typed=is_typed)):
            assert part.need in LEVELS
