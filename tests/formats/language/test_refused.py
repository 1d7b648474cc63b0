"""What is refused says why, and what it says to write is accepted."""

import re

import pytest

from graphviz_app.core.oplib import OPS
from graphviz_app.errors import ParseError
from graphviz_app.formats import parse
from graphviz_app.formats.language.words.field import is_known

GIVEN = "a = 1\nb = 2\nv = input([1, 2])\nW = input([[1, 2], [3, 4]])\n"
WRITE = [
    # typed, what of it is wrong, what stands in its place
    ("y = 3*(a + b a)", "b a", "b*a"),
    ("y = 2(a + 1)", "2(a + 1)", "2*(a + 1)"),
    ("y = a(b + 1)", "a(b + 1)", "a*(b + 1)"),
    ("y = (a+b)(a-b)", "(a+b)(a-b)", "(a+b)*(a-b)"),
    ("y = 3a", "3a", "3*a"),
    ("y = 2.5a", "2.5a", "2.5*a"),
    ("y = 2a²", "2a²", "2*a²"),
    ("y = a²b", "a²b", "a²*b"),
    ("y = 2π", "2π", "2*π"),
    ("y = a b", "a b", "a*b"),
    ("y = max(a b)", "a b", "a, b"),
    ("y = [1 2]", "1 2", "1, 2"),
    ("y = tanh a", "tanh a", "tanh(a)"),
    ("y = 2,5", "2,5", "2.5"),
    ("y = 2,5*a", "2,5", "2.5"),
    ("y = input(0,5)", "0,5", "0.5"),
    ("y = parameter(1,25)", "1,25", "1.25"),
    ("y = 0,05*a", "0,05", "0.05"),
    ("y = sqrt(2,5)", "2,5", "2.5"),
    ("y = 1,5e-3", "1,5e-3", "1.5e-3"),
    ("y = a\nlearning_rate(0,1)", "0,1", "0.1"),
    ("a == 0,28", "0,28", "0.28"),
    ("grad(a) == -0,2175", "0,2175", "0.2175"),
    ("y = a^2", "a^2", "a**2"),
    ("y = a^b", "a^b", "a**b"),
    ("y = W^T", "W^T", "W.T"),
    ("// note", "// note", "# note"),
    ("% the loss", "% the loss", "# the loss"),
    ("-- note", "-- note", "# note"),
    ("/* note */", "/* note */", "# note"),
    ("let y = 3", "let y = 3", "y = 3"),
    ("const y = a*b", "const y = a*b", "y = a*b"),
    ("float y = 3", "float y = 3", "y = 3"),
    ("y <- 3", "y <- 3", "y = 3"),
    ("y = a x b", "a x b", "a*b"),
    ("def f(u) = u*2\ny = f(a)", "def f(u) = u*2", "def f(u): return u*2"),
    ("y = 1,000.5", "1,000.5", "1000.5"),
    ("y = 1,000,000", "1,000,000", "1000000"),
    ("y = (a+b)²(a-b)", "²(a-b)", "²*(a-b)"),
    ("y = 5,", "5,", "5"),
    ("y = sigmod(a)", "sigmod", "sigmoid"),
    ("y = Sigmod(a)", "Sigmod", "sigmoid"),
    ("y = tahn(a)", "tahn", "tanh"),
    ("y = inptu(2)", "inptu", "input"),
    ("y = squrt(a)", "squrt", "sqrt"),
    ("y = maxx(a, b)", "maxx", "max"),
    ("y = A + b", "A", "a"),
    ("y = Pi*a", "Pi", "pi"),
    ("weight = 2\ny = weigth*a", "weigth", "weight"),
    ("def swish(u): return u*sigmoid(u)\ny = swihs(a)", "swihs", "swish"),
    ("ouput(a)", "ouput", "output"),
    ("a == 2*3", "2*3", "6"),
    ("y = a\n-3*a", "-3*a", "name = -3*a"),
    ("y = tanh⁻¹(a)", "tanh⁻¹(a)", "1/tanh(a)"),
]
SAYS = [
    # typed, what is said
    ("y = Placeholder(2.0)", "a value is given by input(2.0)"),
    ("model = Sequential()", "layers are written out as formulas"),
    ("y = Dense(10)", "layers are written out as formulas"),
    ("y = Linear(2, 3)", "layers are written out as formulas"),
    ("optimizer = Adam(0.1)", 'descent("adam", rate=0.1)'),
    ("y = GaussianNLLLoss(a, b)", "a loss is written as a formula"),
    ("y = range(3)", "there are no loops"),
    ("y = sqr(a)", "the square is written x**2"),
    ("y = a // the sum", "# begins a remark"),
    ("y = √a²", "into brackets: √(x)"),
    ("y = ∞", "a number is finite"),
    ("y = a ± b", "a tolerance stands in a claim only"),
    ("y = a → b", "a line is name = expression"),
    ("y = ∇a", "a gradient is claimed as grad(w) == 0.5"),
    ("y = [1; 2]", "a matrix is a list of lists, [[1, 2], [3, 4]]"),
    ("y = if a > 0 then a else b", "a choice is written u if condition else v"),
    ("y = a ? b : 1", "write u if condition else v"),
    ("y = a'", "a name has no prime"),
    ("y = 50%", "divide by 100"),
    ("y = max{a, b}", "called with round brackets"),
    ("y = |a", "a | is missing: |x| is the absolute value"),
    ("y = |a||b|", "these bars do not match"),
    ("y = a || b", "multiply conditions"),
    ("y = 5 6", "an operator or a new line is missing between '5' and '6'"),
    ("assert a == 1", "a claim stands by itself"),
    ("y == a*b", "a value is given with one ="),
    ("y: a*b", "with = and not with :"),
    ("foo(a)", "there is no function 'foo'"),
    ("y = a^(b + 1)", "'^' is not a power"),
    ("for i in range(3): y = i", "there are no loops"),
    ("y = w₋₁", "a subscript is a number that ends a name"),
    ("y = undefined_thing", "'undefined_thing' is not defined"),
]


def reason_of(text: str) -> str:
    """Why a text is refused; '' if it is not."""
    try:
        parse(text)
    except ParseError as error:
        return error.reason
    return ""


def refused(text: str) -> str:
    with pytest.raises(ParseError) as caught:
        parse(GIVEN + text)
    return caught.value.reason


@pytest.mark.parametrize(("typed", "wrong", "right"), WRITE)
def test_what_a_message_says_to_write_is_accepted(typed: str, wrong: str, right: str) -> None:
    said = refused(typed)
    assert right.replace("(a)", "(x)") in said or right in said
    assert typed.count(wrong) == 1
    parse(GIVEN + typed.replace(wrong, right))


@pytest.mark.parametrize(("typed", "sentence"), SAYS)
def test_what_is_refused_says_why(typed: str, sentence: str) -> None:
    said = refused(typed)
    assert sentence in said
    assert "did you mean" not in said


UNLIKE = [
    # called, and what it is not
    ("sin", "min"), ("softmax", "max"), ("gelu", "relu"), ("elu", "relu"), ("Value", "absolute"),
    ("Sequential", "equal"), ("tan", "tanh"), ("norm", "min"), ("std", "sub"), ("prod", "pow"),
    ("cosh", "tanh"), ("log2", "log"), ("expm1", "exp"), ("erf", "exp"), ("selu", "relu"),
    ("reshape", "relu"), ("lrelu", "relu"), ("fexp", "exp"), ("gmax", "max"),
]  # fmt: skip


@pytest.mark.parametrize(("called", "other"), UNLIKE)
def test_a_function_of_the_field_is_never_taken_for_another(called: str, other: str) -> None:
    assert other in {*OPS, "absolute"}
    assert f"'{other}'" not in reason_of(f"a = 1\ny = {called}(a)")
    if called not in OPS and called not in {"lrelu", "fexp", "gmax"}:
        assert is_known(called)


@pytest.mark.parametrize("name", [name for name, op in OPS.items() if not op.python])
def test_a_suggested_function_takes_what_was_given(name: str) -> None:
    """One letter is left out of each function's name, with one to three operands."""
    for count in (1, 2, 3):
        typed = f"{name[:2]}{name[3:]}({', '.join('abv'[:count])})"
        meant = re.search(r"did you mean '(\w+)'\?", reason_of(f"{GIVEN}y = {typed}"))
        if meant and not OPS[meant[1]].is_leaf:
            parse(f"{GIVEN}y = {meant[1]}{typed[typed.index('(') :]}")


def test_a_value_is_suggested_for_a_value_and_a_number_is_no_slip() -> None:
    assert "did you mean" not in refused("y = tan*a")
    assert "did you mean" not in refused("w1 = 1\nw2 = 2\ny = w3*a")
    assert "did you mean" not in refused("h1 = 1\ny = h12*a")


def test_a_line_without_a_name_is_told_what_is_wrong_with_it_first() -> None:
    assert "'q' is not defined" in refused("q*a")
    assert refused("a*b").endswith("write name = a*b")
