import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphviz_app.errors import ParseError
from graphviz_app.formats import from_json, parse, to_json
from graphviz_app.formats.limits import MAX_GROUPS, MAX_NAME, MAX_TEXT


def refused(text: str) -> ParseError:
    with pytest.raises(ParseError) as caught:
        parse(text)
    return caught.value


def slip(text: str) -> ParseError | None:
    try:
        parse(text)
    except ParseError as error:
        return error
    return None


SLIPS = [
    # what is typed, where the slip is, what the sentence must say
    ("", 1, 1, "nothing to draw yet"),
    ("# only a title\n", 1, 1, "nothing to draw yet"),
    ("x = (1 +", 1, 5, "this ( is never closed; a ) is missing"),
    ("x = (1\ny = 2", 1, 5, "never closed"),
    ("x = [1, 2", 1, 5, "a ] is missing"),
    ("x = 1)", 1, 6, "closes nothing"),
    ("x = (1]", 1, 7, "found ] where ) must close the ( of line 1, column 5"),
    ("x = 1\ny = x*", 2, 6, "after '*' an operand is missing"),
    ("x = 1\ny = *x", 2, 5, "needs an operand on its left"),
    ("x = = 2", 1, 5, "one = too many"),
    ("x = 1\ny = 2x", 2, 5, "write 2*x, not 2x"),
    ("x = 1\ny = 2 x", 2, 7, "for example 2*x"),
    ("x = 1\ny = exp x", 2, 9, "write exp(x)"),
    ("x = input 1.5", 1, 11, "write input(1.5)"),
    ("x = [1 2]", 1, 8, "between '1' and '2', for example 1, 2"),
    ("class = 3", 1, 1, "'class' is a word that Python keeps for itself"),
    ("lambda = 3\ny = lambda x", 2, 5, "'lambda' is a word that Python keeps for itself"),
    ("class = input(1)", 1, 1, "'class' is a word that Python keeps"),
    ("None = 3", 1, 1, "'None' is a word that Python keeps"),
    ("x = 1\ny = x if x > 0", 2, 5, "u if condition else v"),
    ("x = 1\ny = x?1:2", 2, 6, "u if condition else v"),
    ("x = 1\ny = x <> 2", 2, 7, "write !="),
    ("x = 1\ny = x && x", 2, 7, "multiply conditions"),
    ("x = 1\nx++", 2, 2, "write x += 1"),
    ("x := 1", 1, 3, "with = alone"),
    ("x = $", 1, 5, "the character '$' is not part of the language"),
    ("x = 1\ny = x⁽²⁾", 2, 6, "not part of the language"),
    ("x\u200b = 1", 1, 2, "invisible character"),
    ("x = 1\n  y = x", 2, 3, "no 'with group(…):' or 'def' opens a block"),
    ('with group("a"):\nx = 1', 2, 1, "must be indented"),
    ('with group("a"):\n\tx = 1\n        y = 2', 3, 1, "tabs and spaces are mixed"),
    ('with group("a")\n    x = 1', 1, 16, "a ':' is missing"),
    ("x = 012", 1, 5, "does not begin with 0"),
    ("x = 'abc", 1, 5, "never closed"),
    ("x = 1\ngrad(x) = 3", 2, 1, "two equal signs"),
    ("x + 1 = 3", 1, 1, "left of = stands one name"),
    ("x = 1\0", 1, 6, "U+0000"),
    ("\ud800 = 1", 1, 1, "U+D800"),
    # not part of the language
    ("import numpy as np", 1, 1, "nothing needs importing"),
    ("x = 1\nx = 2", 2, 1, "a name keeps one value"),
    ("x += 1", 1, 1, "'x' has no value yet"),
    ("x += 1\nx = 2", 1, 1, "used before line 2"),
    ("x = 1\nx //= 2", 2, 7, "'//' is not an operator"),
    ("x = 1\nx.y += 1", 2, 1, "left of = stands one name, found 'x.y'"),
    ("x = 1\nx += y", 2, 6, "'y' is not defined"),
    ("x: float = 1", 1, 1, "needs no type"),
    ("x = 1\nfor i in x:\n    y = i", 2, 1, "there are no loops"),
    ("while 1:\n    x = 1", 1, 1, "there are no loops"),
    ("if 1:\n    x = 1", 1, 1, "u if condition else v"),
    ("class A:\n    x = 1", 1, 1, "there are no classes"),
    ("return 3", 1, 1, "inside a def"),
    ("x = 1\ndel x", 2, 1, "not part of the language"),
    ("x = 1\ny = exp(lambda u: u)", 2, 9, "there is no lambda"),
    ('x = "a"', 1, 5, "text in quotes is not a value"),
    ('x = f"a"', 1, 5, "text in quotes"),
    ('"""doc"""\nx = 1', 1, 1, "remarks begin with #"),
    ("x = True", 1, 5, "write 1"),
    ("x = None", 1, 5, "write a number"),
    ("x = 3j", 1, 5, "complex numbers"),
    ("x = (1, 2)", 1, 5, "square brackets"),
    ("x = input((1, 0.5))", 1, 11, "write [1, 0.5]"),
    ("x = input(1, 0.5)", 1, 5, "write input([1, 0.5])"),
    ("x = input(((1, -2), (3, 4)))", 1, 11, "write [[1, -2], [3, 4]]"),
    ("x = [(1, 2), (3, 4)]", 1, 6, "write [1, 2]"),
    ("x = {1, 2}", 1, 5, "write [1, 2]"),
    ("x = 1\ny = power(x)", 2, 5, "x**3"),
    ("x = 1\ny = power(x, 2, 3)", 2, 5, "x**2"),
    ("x = 1\ny = power()", 2, 5, "a**3"),
    ("x = 1\ny = add(x)", 2, 5, "add takes 2 operands, found 1; write a + b"),
    ("x = 1\ny = sum(x, x)", 2, 5, "write sum(a) or sum(a, axis=0)"),
    ("x = 1\ny = sum(x, 0.5)", 2, 12, "axis= takes a whole number"),
    ("x = y*2\ny = x", 1, 5, "x uses y, which uses x; a graph has no loops"),
    ("a = b\nb = c + d\nc = 1\nd = exp(a)", 1, 5, "a uses b, which uses d, which uses a"),
    ("x = {1: 2}", 1, 5, "a tensor is a list"),
    ("x = 1\ny = [i for i in x]", 2, 5, "no loops inside lists"),
    (
        "x = 1\ny = x[x + 1]",
        2,
        7,
        "a place is a whole number or a slice such as 0:2, found 'x + 1'",
    ),
    ("x = 1\ny = x[0.5]", 2, 7, "found '0.5'"),
    ("x = 1\nx[0] = 3", 2, 1, "left of = stands one name, found 'x[0]'"),
    ("x = 1\ni = 1\nx[i] = 3", 3, 1, "left of = stands one name, found 'x[i]'"),
    ("f(2) = 3", 1, 1, "a claim is written with =="),
    ("h = 1\nh(z) = 0.3", 2, 1, "a claim is written with =="),
    ("f(x, x) = x", 1, 1, "two arguments of this def have the same name"),
    ("f(x) = y", 1, 8, "'y' is not defined"),
    ("f(x) = x*(2", 1, 10, "never closed"),
    ("x = 1\ny = x.exp", 2, 5, "a method is called with brackets: write x.exp()"),
    ("x = 1\ny = np.foo(x)", 2, 5, "there is no function 'np.foo'"),
    ("x = 1\ny = nn.Linear(2, 3)(x)", 2, 5, "layers are written out"),
    ("layer = nn.Linear(2, 3)", 1, 9, "layers are written out"),
    ("x = 1\ny = nq.exp(x)", 2, 5, "'nq' is not defined"),
    ("x = 1\ny = x.foo()", 2, 5, "there is no function 'foo'"),
    ("def f(u): return u\nx = 1\ny = x.f()", 3, 5, "write f(x)"),
    ("x = 1\ny = torch.var(x)", 2, 5, "write var(x, ddof=1)"),
    ("x = 1\ny = F.dropout(x, 0.5)", 2, 5, "write dropout(x, [1, 0, 1], p=0.5) with its mask"),
    ("x = 1\ny = F.kl_div(x, x)", 2, 5, "write kl(p, q), p the true probabilities"),
    ("y = np.array()", 1, 5, "array takes one value"),
    ("y = Value(2, foo=1)", 1, 18, "does not take foo="),
    ("x = 1\ny = x^2", 2, 7, "write x**2"),
    ("x = 1\ny = x//2", 2, 8, "'//' is not an operator"),
    ("x = 1\ny = not x", 2, 5, "the opposite comparison"),
    ("x = 1\ny = 0 < x < 1", 2, 5, "two values at a time"),
    ("x = 1\ny = x and x", 2, 5, "multiply conditions"),
    ("x = 1\ny = x is x", 2, 10, "'is' is not a comparison"),
    ("x = 1\ny = (z := x)", 2, 6, "on a line of its own"),
    ("a, b = 1, 2, 3", 1, 8, "left of = stand 2 names, and right of it 3 values"),
    ("a, b = 1", 1, 8, "right of it 1 value"),
    ("a, 3 = 1, 2", 1, 4, "left of = stands one name"),
    ("a, a = 1, 2", 1, 4, "'a' is already used"),
    ("x = 1\nc, d = x, c", 2, 11, "'c' gets its value in this line"),
    ("x = 1\nx*2", 2, 1, "this value has no name; write name = x*2"),
    # names
    ("weight = 1\ny = weigth*3", 2, 5, "did you mean 'weight'?"),
    ("y = x*2\nx = 1", 1, 5, "before line 2 gives it a value"),
    ("x = x + 1", 1, 5, "used in its own line"),
    ("x = 1\nz = 2\nx = 2", 3, 1, "already used on line 1"),
    ('x = 1\nwith group("x"):\n    y = 2', 2, 6, "same name as the value of line 1"),
    ('with group("g"):\n    y = 2\ng = 1', 3, 1, "already used by the group of line 1"),
    ("y = exp", 1, 5, "call it, as in exp(x)"),
    ("x = 1\ny = x(3)", 2, 5, "write x*(3)"),
    ("x = 1\ny = (x + 1)(3)", 2, 5, "write (x + 1)*(3)"),
    ("y = sigmiod(3)", 1, 5, "did you mean 'sigmoid'?"),
    ("x = 1\ny = grad(x)", 2, 5, "on a line of its own"),
    # calls
    ("x = 1\ny = exp(x, x)", 2, 5, "exp takes 1 operand, found 2"),
    ("x = 1\ny = sum(x, axs=0)", 2, 16, "did you mean 'axis'?"),
    ("x = 1\ny = sum(x, axis=1.5)", 2, 17, "a whole number or None"),
    ("x = 1\ny = sum(x, keepdims=1)", 2, 21, "True or False"),
    ("x = 1\ny = exp(*x)", 2, 9, "operand on its left"),
    ("x = input()", 1, 5, "write input(1.5)"),
    ("x = input('a')", 1, 11, "a number or a list"),
    # numbers
    ("x = 1e400", 1, 5, "too large for a 64-bit number"),
    ("x = -1e400", 1, 6, "too large for a 64-bit number"),
    ("x = " + "9" * 400, 1, 5, "too large for a 64-bit number"),
    ("y = 1\nx = " + "9" * 5000, 2, 5, "too many digits"),
    ("x = input(1/0)", 1, 11, "no finite value"),
    ("x = input(10.0**400)", 1, 11, "no finite value"),
    ("x = nan", 1, 5, "'nan' is not defined"),
    ("x = []", 1, 5, "is empty"),
    ("x = [[1, 2], [3]]", 1, 14, "the first has 2 numbers, this one has 1 number"),
    ("x = [1, [2]]", 1, 9, "the rows of this tensor differ"),
    ("x = 1\ny = [x, 'a']", 2, 9, "text in quotes is not a value"),
    ("x = [[[[[[[[[1]]]]]]]]]", 1, 13, "at most 8 dimensions"),
    # settings and claims
    ("x = 1\noutput(y)", 2, 8, "'y' is not a line of this text"),
    ("x = 1\noutput(x)\noutput(x)", 3, 1, "already given on line 2"),
    ("x = 1\noutput(x + 1)", 2, 8, "output takes a name"),
    ("x = 1\nlearning_rate(-1)", 2, 15, "a positive number"),
    ("x = 1\nlearning_rate()", 2, 1, "write learning_rate(0.5)"),
    ("value = 1\nvalu == 3", 2, 1, "did you mean 'value'?"),
    ("x = 1\nd(x, y) == 3", 2, 6, "about 'y', which is not defined"),
    ("x = 1\nd(x) == 3", 2, 1, "d takes two names, found 1"),
    ("x = 1\ngrad(x)", 2, 1, "a claim needs its number"),
    ("x = 1\ngrad(x) == x", 2, 12, "found 'x' where a number stands"),
    ("x = 1\ngrad(x + 1) == 3", 2, 6, "a claim is about named values"),
    ("x = 1\nsigmoid(x) == 3", 2, 1, "which is not a name"),
    ("x = 1\nx < 3", 2, 1, "a claim is written"),
    # blocks
    ("with group(3):\n    x = 1", 1, 6, 'only group("name")'),
    ('with open("f"):\n    x = 1', 1, 6, 'only group("name")'),
    ('with group(""):\n    x = 1', 1, 6, "a group needs a name"),
    ('group("a")', 1, 1, "with group"),
    ("def f(u): return f(u)\nx = 1\ny = f(x)", 1, 18, "'f' calls itself"),
    ("def f(u): return q\nx = 1", 1, 18, "'q' is not defined"),
    ("def f(u):\n    u = 3\n    return u\nx = 1", 2, 5, "already has a value inside 'f'"),
    ("def f(u):\n    u*2\nx = 1", 2, 5, "must be 'return …'"),
    ("def f(u):\n    for i in u:\n        v = i\n    return u", 2, 5, "there are no loops"),
    ("def f(u=1): return u", 1, 1, "plain arguments only"),
    ("def f(u): return u\ndef f(u): return u\n", 2, 1, "already defined on line 1"),
    ("def input(u): return u", 1, 1, "a word of the language"),
    ("x = 1\ndef f(u): return u\ny = f(x, x)", 3, 5, "f takes 1 operand, found 2"),
    ("x = 1\ndef f(u): return u\ny = f(u=x)", 3, 5, "in order, without names"),
]


@pytest.mark.parametrize(("text", "line", "column", "sentence"), SLIPS)
def test_a_slip_is_told_in_one_sentence_at_its_place(
    text: str, line: int, column: int, sentence: str
) -> None:
    error = refused(text)
    assert sentence in error.reason
    assert (error.line, error.column) == (line, column)
    assert "\n" not in error.reason
    assert "invalid syntax" not in error.reason


def test_a_column_is_where_the_slip_begins() -> None:
    error = refused("β = 1\nγ = β + alpha")
    assert error.source_line[error.column - 1 :] == "alpha"


def test_a_thousand_brackets_are_refused_and_the_bound_is_named() -> None:
    error = refused(f"x = 1\ny = {'(' * 1000}x{')' * 1000}")
    assert error.line == 2
    assert "at most 200 brackets" in error.reason


@pytest.mark.parametrize(
    "deep",
    ["-" * 20_000 + "x", "1 if x else " * 20_000 + "x", "x" + ".T" * 20_000, "x" + "**x" * 20_000],
)
def test_endless_nesting_of_any_kind_is_refused(deep: str) -> None:
    error = refused(f"x = 1\ny = {deep}\nz = x")
    assert error.line == 2
    assert "nested too deeply" in error.reason


def test_ten_megabytes_are_refused_at_once_and_the_bound_is_named() -> None:
    start = time.process_time()
    error = refused("q#(] " * 2_000_000)
    assert "5,000,000" in error.reason
    assert time.process_time() - start < 1


def test_garbage_up_to_the_bound_is_refused_quickly() -> None:
    letters = random.Random(7)
    start = time.process_time()
    refused("".join(letters.choices("abc()[]+-*=\n #'\"7.", k=MAX_TEXT)))
    refused("a b\n" * (MAX_TEXT // 4))
    assert time.process_time() - start < 10


@pytest.mark.parametrize("words", ["a+", "-", "x.", "not ", "x;", "x\\\n*", "[1]x"])
def test_a_line_of_a_million_words_is_refused_at_once(words: str) -> None:
    start = time.process_time()
    error = refused("x = 1\ny = " + words * 1_000_000 + "x")
    assert error.line == 2
    assert "more than 100,000 names, numbers and signs" in error.reason
    assert time.process_time() - start < 2


def test_a_bracket_left_open_in_a_long_text_is_told_as_such() -> None:
    error = refused("x = 1\ny = (x + 1\n" + "".join(f"a{i} = x + {i}\n" for i in range(50_000)))
    assert (error.line, error.column) == (2, 5)
    assert "never closed" in error.reason


@pytest.mark.parametrize(
    "values",
    [
        ", ".join(["-1.5e-3"] * 200_000),
        ", ".join(["[1]"] * 60_000),
        ",\n".join(["[0.25, -3,]"] * 60_000),
        ", ".join(["[[1, 2], [3, 4]]"] * 20_000),
    ],
)
def test_a_list_of_numbers_is_one_word(values: str) -> None:
    parse(f"x = input([{values}])")


def test_a_list_of_too_many_numbers_is_refused_at_once() -> None:
    error = refused("x = 1\ny = [" + "1," * 1_000_001 + "]")
    assert (error.line, error.column) == (2, 5)
    assert "at most 1,000,000 numbers" in error.reason


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<?xml version='1.0'?>\n<graphml/>", "XML"),
        ("\n<!doctype html>\n<p>", "HTML"),
        ("digraph { a -> b }", "DOT"),
        ("strict graph G {\n a -- b\n}", "DOT"),
    ],
)
def test_files_of_other_programs_are_known(text: str, kind: str) -> None:
    assert kind in refused(text).reason


def test_functions_that_double_each_other_cannot_fill_the_memory() -> None:
    lines = ["def f0(u): return u + u"]
    lines += [f"def f{i}(u): return f{i - 1}(u) + f{i - 1}(u)" for i in range(1, 40)]
    error = refused("\n".join([*lines, "x = input(1)", "y = f39(x)"]))
    assert "write out more than" in error.reason


def test_functions_that_only_call_each_other_cannot_run_forever() -> None:
    lines = [
        "def f0(u): return u",
        *(f"def f{i}(u): return f{i - 1}(f{i - 1}(u))" for i in range(1, 40)),
    ]
    error = refused("\n".join([*lines, "x = input(1)", "y = f39(x)"]))
    assert "write out more than" in error.reason


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet="xyz123.()[]+-*/=<>! \n#'\",:@ifelsexp\\\t\r\N{MINUS SIGN}β²", max_size=60))
def test_no_text_does_anything_but_parse_or_raise_a_parse_error(text: str) -> None:
    error = slip(text)
    if error:
        assert error.line >= 1
        assert error.column >= 1
        assert "invalid syntax" not in error.reason


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=80))
def test_no_bytes_do_either(content: bytes) -> None:
    error = slip(content.decode("utf-8", "surrogateescape"))
    assert error is None or error.reason


def test_names_are_as_long_as_a_document_can_hold() -> None:
    long = "n" * MAX_NAME
    assert from_json(to_json(parse(f"{long} = 2"))).nodes[long].attrs["value"] == 2.0
    assert f"at most {MAX_NAME} characters" in refused(f"{long}n = 2").reason
    assert "operators apart" in refused(f"x = 2\n{long} = 2*x + 1").reason


def test_groups_are_not_endlessly_deep() -> None:
    path = "/".join(["g"] * MAX_GROUPS)
    assert parse(f'with group("{path}"):\n    x = 1').nodes["x"].group == path
    error = refused(f'with group("{path}/g"):\n    x = 1')
    assert (error.line, error.reason) == (2, "at most 200 groups can be inside each other")


def test_a_call_is_not_taken_for_a_name_with_a_remark() -> None:
    error = refused("def f(u): return u\nx = 1\nf(x) == 0.5")
    assert "'f(x)', which is not a name" in error.reason


OPENED = """
import sys
from graphviz_app.errors import ParseError
from graphviz_app.formats import from_json, parse, parse_standing
from graphviz_app.formats.edits.adding import with_typed
from graphviz_app.formats.edits.written import Written
opened = []
graph = parse("x = 1")
for text in ("x = (", "x = 1\\ny = 2 x", "x = 012", "x = '", "x = 1 +* 2", "x = 2x\\n  y"):
    try:
        with_typed(graph, text[4:])
        parse(text)
    except ParseError:
        pass
sys.addaudithook(lambda event, given: opened.append(given[0]) if event == "open" else None)
for text in ("x = (", "x = 1\\ny = 2 x", "x = 012", "x = '", "x = 1 +* 2", "x = 2x\\n  y"):
    parse_standing(text)
    for read in (parse, lambda text: with_typed(graph, text[4:])):
        try:
            read(text)
        except ParseError:
            pass
print([name for name in opened if name])
"""


def test_a_mistake_opens_no_file(tmp_path: Path) -> None:
    for name in ("<unknown>", "<string>", "<text>"):
        (tmp_path / name).write_text("y = 2\n" * 10)
    done = subprocess.run(
        [sys.executable, "-c", OPENED], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("x = 1\ny = xx*2", "xx"),
        ("x = 1\ny = expp(x)", "expp"),
        ("x = 1\nlonger = 2\nlonger = 3", "longer"),
        ("x = 1\ngrad(xy) == 2", "xy"),
        ("x = 1\noutput(xy)", "xy"),
        ("x = 1\ny = power(x, 3, 4) + 1", "power(x, 3, 4)"),
        ("x = 1\ny = x ^ 2.5", "2.5"),
        ("x = 1\ny = 2 βeta", "βeta"),
        ("x = 1\nclass = 2", "class"),
        ("x = 1\ny = 2*lambda", "lambda"),
        ("c = 1\nc += c′", "c′"),
        ("x = 1\ny = (x + ", "("),
        ("x = 1\ny = x && x", "&&"),
    ],
)
def test_a_mistake_says_which_word_it_means(text: str, meant: str) -> None:
    error = refused(text)
    line = text.split("\n")[error.line - 1]
    assert line[error.column - 1 :][: error.length] == meant


def test_a_long_circle_is_told_with_its_beginning_and_end() -> None:
    error = refused("\n".join(f"x{i} = x{(i + 1) % 30}" for i in range(30)))
    assert "x0 uses x1" in error.reason
    assert error.reason.count("which uses") < 10
    assert "which uses …, which uses x29, which uses x0" in error.reason
