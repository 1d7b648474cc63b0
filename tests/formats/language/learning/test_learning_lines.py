"""What a text says of learning, and what is said of lines that do not fit."""

import pytest

from graphviz_app.core.learning.settings import DataUse, Descent
from graphviz_app.errors import ParseError
from graphviz_app.formats import parse, parse_standing
from graphviz_app.formats.language.passages.memory import MEMORY

GRAPH = """x = input([1, 2])
t = target(1)
w = parameter([0.5, 0.25])
b = parameter(1)
L = (t - sum(w*x) - b)**2
"""


def descent(words: str) -> Descent:
    (found,) = parse(f"{GRAPH}{words}\n").descents
    return found


def refusal(words: str, above: str = GRAPH) -> ParseError:
    with pytest.raises(ParseError) as caught:
        parse(f"{above}{words}\n")
    return caught.value


def test_parameters_are_frozen_by_name() -> None:
    assert parse(f"{GRAPH}frozen(w)\n").frozen == ("w",)
    assert parse(f"{GRAPH}frozen(b, w)\n").frozen == ("b", "w")
    assert parse(f"{GRAPH}frozen(b)\nfrozen(w)\n").frozen == ("b", "w")


def test_a_parameter_inside_a_line_is_frozen_too() -> None:
    graph = parse("x = input(2)\nz = parameter(0.5)*x\nfrozen(z.parameter1)\n")
    assert graph.frozen == ("z.parameter1",)


def test_a_name_with_versions_means_the_parameter() -> None:
    graph = parse("c = parameter(2)\nc = c**2\nfrozen(c)\n")
    assert graph.frozen == ("c",)


def test_a_descent_has_the_fields_of_its_type() -> None:
    assert descent('descent("adam", rate=0.1, steps=200)') == Descent("adam", 0.1, 200)
    assert descent("descent()") == Descent()
    words = 'descent("rmsprop", alpha=0.9, epsilon=1e-6, weight_decay=0.01, batch=2, seed=3)'
    assert descent(words) == Descent(
        "rmsprop", alpha=0.9, epsilon=1e-6, weight_decay=0.01, batch=2, seed=3
    )
    words = 'descent("sgd", decline="step", every=5, gamma=1/2, loss="sum", name="halved")'
    assert descent(words) == Descent(
        "sgd", decline="step", every=5, gamma=0.5, loss="sum", name="halved"
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('descent("Adam", lr=0.1)', Descent("adam", 0.1)),
        ('descent("RMSprop", eps=1e-7)', Descent("rmsprop", epsilon=1e-7)),
        ('descent("SGD", learning_rate=0.1)', Descent("sgd", 0.1)),
        ('descent("SGD", momentum=0.5)', Descent("momentum", momentum=0.5)),
        ('descent("SGD", momentum=0)', Descent("sgd")),
        ('descent("SGD", momentum=0.5, nesterov=True)', Descent("nesterov", momentum=0.5)),
        ('descent("momentum", nesterov=False)', Descent("momentum")),
        ('descent("adam", betas=(0.8, 0.99))', Descent("adam", beta1=0.8, beta2=0.99)),
        ('descent("adam", iterations=1e4, rate=None)', Descent("adam", steps=10_000)),
        ('descent("NAG", batch_size=4)', Descent("nesterov", batch=4)),
        ('descent("rmsprop", rho=0.9)', Descent("rmsprop", alpha=0.9)),
    ],
)
def test_what_people_type_elsewhere_is_understood(typed: str, meant: Descent) -> None:
    assert descent(typed) == meant


def test_a_start_is_values_or_a_seed() -> None:
    start = {"w": (0.5, -1.0), "b": 1 / 3}
    assert descent('descent("sgd", start=dict(w=[0.5, -1], b=1/3))').start == start
    assert descent('descent("sgd", start={"w": [0.5, -1], "b": 1/3})').start == start
    assert descent('descent("sgd", start=7)').start == 7


def test_descents_stand_beside_each_other_in_their_order() -> None:
    graph = parse(f'{GRAPH}descent("sgd")\ndescent("adam")\ndescent("sgd")\n')
    assert [one.optimizer for one in graph.descents] == ["sgd", "adam", "sgd"]


def test_data_is_a_file_or_columns() -> None:
    assert parse(f'{GRAPH}data("a b/xor #1.csv")\n').data == DataUse("a b/xor #1.csv")
    graph = parse(f"{GRAPH}data(x=[[0, 0], [0, 1], [1, 0]], t=[1, 2, 3])\n")
    columns = {"x[0]": (0.0, 0.0, 1.0), "x[1]": (0.0, 1.0, 0.0), "t": (1.0, 2.0, 3.0)}
    assert graph.data == DataUse(columns=columns)
    assert parse(f'{GRAPH}data({{"x[0]": [0], "x[1]": [1], "t": [2]}})\n').data is not None


def test_a_long_table_is_read() -> None:
    rows = list(range(5_000))
    graph = parse(f"x = input(1)\nw = parameter(1)\ny = w*x\ndata(x={rows})\n")
    assert graph.data is not None
    assert graph.data.columns["x"] == tuple(map(float, rows))


def test_own_functions_keep_these_names() -> None:
    text = "def data(u): return u*2\ndescent(u) = u + 1\nx = input(3)\ny = data(descent(x))\n"
    assert parse(text).nodes["y"].op == "mul"
    assert parse("data = input(1)\nfrozen = data*2\n").output == "frozen"


@pytest.mark.parametrize(
    ("words", "marked", "sentence"),
    [
        ("frozen()", "frozen", "frozen takes names of parameters"),
        ("frozen(w=1)", "frozen", "frozen takes names of parameters"),
        ("frozen(2)", "2", "frozen takes names of parameters"),
        ("frozen(w[0])", "w[0]", "frozen as a whole"),
        ("frozen(x)", "x", "only parameters learn, and 'x' is an input"),
        ("frozen(L)", "L", "only parameters learn, and 'L' is computed"),
        ("frozen(q)", "q", "there is no parameter 'q'"),
        ("frozen(w b)", "b", "is missing between 'w' and 'b', for example w, b"),
        ("frozen w", "w", "write frozen(w)"),
        ("freeze(w)", "freeze", "is said by frozen(w)"),
        ('read_csv("a.csv")', "read_csv", 'data("xor.csv")'),
        ('data("a.csv", batch=8)', "8", 'batch is said of a descent: descent("sgd", batch=…)'),
        ("lr(0.1)", "lr", "learning_rate(0.1)"),
        ("frozen(w, w)", "w)", "'w' is already frozen"),
        ('descent("adm")', '"adm"', "no optimizer 'adm'; did you mean 'adam'?"),
        ('descent("foo")', '"foo"', "there are sgd, momentum, nesterov, rmsprop, adam"),
        ("descent(adam)", "adam", 'the optimizer stands in quotes: write "adam"'),
        ('descent("adam", 0.1)', "0.1", "every number has its name"),
        ('descent("adam", **w)', "w", "'**' says nothing here"),
        ('descent("adam", rate="a")', '"a"', "rate is a positive number"),
        ('descent("adam", rate=-1)', "-1", "rate is a positive number, found '-1'"),
        ('descent("adam", rate=0,5)', "0,5", "a decimal number is written with a point: 0.5"),
        ('descent("adam", steps=-1)', "-1", "a whole number from 1 to 10,000,000"),
        ('descent("adam", steps=10000001)', "10000001", "a whole number from 1 to 10,000,000"),
        ('descent("adam", steps=2.5)', "2.5", "a whole number"),
        ('descent("adam", momentum=0.9)', "0.9", "adam has no momentum: momentum and nesterov"),
        ('descent("momentum", momentum=1)', "1", "a number from 0 to below 1"),
        ('descent("sgd", batch=0)', "0", "batch is a whole number from 1"),
        ('descent("sgd", seed=-1)', "-1", "seed is a whole number from 0"),
        ('descent("sgd", lr=1, rate=2)', "2", "the rate of this descent is given twice"),
        ('descent("sgd", epochs=3)', "3", "steps are counted"),
        ('descent("sgd", stps=3)', "3", "did you mean 'steps'?"),
        ('descent("sgd", wibble=3)', "3", "it has rate, steps, momentum"),
        ('descent("sgd", every=3)', "3", 'add decline="step"'),
        ('descent("sgd", decline="cos")', '"cos"', "constant, step, cosine"),
        ('descent("sgd", decline=cosine)', "cosine", 'write "cosine"'),
        ('descent("sgd", loss="max")', '"max"', "loss is one of mean, sum"),
        ('descent("adam", nesterov=True)', "descent", "adam is not Nesterov's"),
        ('descent("adam", betas=0.9)', "0.9", "betas are two numbers"),
        ('descent("sgd", start=dict(x=[1, 2]))', "x", "'x' is an input"),
        ('descent("sgd", start=dict(w=1))', "w=", "a vector of 2, and would start as a single"),
        ('descent("sgd", start=dict(bb=1))', "bb", "did you mean 'b'?"),
        ('descent("sgd", start={"v": 1})', '"v"', "there is no parameter 'v'"),
        ('descent("sgd", start=dict(b="a"))', '"a"', "'b' starts from numbers"),
        ('descent("sgd", start=dict())', "dict", "this start is empty"),
        ('descent("sgd", start="random")', '"random"', "the seed of random ones"),
        ("data()", "data", 'data is a file, data("xor.csv"), or columns'),
        ('data("")', '""', "a path has 1 to"),
        ('data("a", x=[1])', "data", "data is a file"),
        ("data(x=1)", "1", "a column is a list of numbers, found '1'"),
        ("data(t=(1, 2))", "(1, 2)", "write [1, 2]"),
        ('data(t=[0, "a"])', '"a"', "a list holds numbers"),
        ("data(t=[0, 1], b=[1])", "[1]", "'t' has 2 rows, 'b' 1"),
        ('data({"t": [0]}, t=[1])', "[1]", "the column 't' is given twice"),
        ('data({"": [0]})', '""', "a name is 1 to"),
        ("data({1: [0]})", "1", "a name is 1 to"),
        ('data("a.csv")\ndata("b.csv")', "data", "data is already given on line 6"),
        ('y = descent("sgd")', "descent", "stands on a line of its own"),
        ('decent("sgd")', "decent", "did you mean 'descent'?"),
        ('SGD(params, lr=0.1)', "SGD", 'descent("adam", rate=0.1)'),
    ],
)  # fmt: skip
def test_what_is_refused_says_why_and_where(words: str, marked: str, sentence: str) -> None:
    error = refusal(words)
    assert sentence in error.reason
    assert error.line == 6 + words.count("\n")
    assert error.source_line[error.column - 1 :].startswith(marked), error


def test_a_table_that_is_too_long_belongs_into_a_file() -> None:
    error = refusal(f"data(t=[{'1, ' * 100_001}1])")
    assert "at most 100,000 numbers" in error.reason
    assert 'data("table.csv")' in error.reason


def test_too_many_descents_are_refused() -> None:
    assert "at most 100 descents" in refusal('descent("sgd")\n' * 101).reason


def test_a_broken_line_of_learning_leaves_the_rest_alone() -> None:
    whole = parse(GRAPH)
    for words in ('descent("adm")', "frozen(q)", "data(x=1)", "descent(", "frozen(w, "):
        standing = parse_standing(f"{GRAPH}{words}\n")
        assert standing.graph == whole
        assert len(standing.errors) == 1
        assert standing.errors[0].line == 6


def test_what_fits_of_a_line_stands() -> None:
    graph = parse_standing(f"{GRAPH}frozen(w, q)\ndescent('sgd', start=dict(q=1, b=2))\n").graph
    assert graph.frozen == ("w",)
    assert graph.descents == (Descent(start={"b": 2.0}),)


def test_learning_that_is_about_a_broken_line_is_not_told_twice() -> None:
    text = GRAPH.replace("b = parameter(1)", "b = parameter(")
    standing = parse_standing(f"{text}frozen(b)\n")
    assert {error.line for error in standing.errors} == {4}


def test_a_known_passage_says_the_same_again() -> None:
    MEMORY.forget()
    text = f'{GRAPH}frozen(w)\ndescent("adam")\ndescent("sgd", rate=2)\ndata(t=[1], x=[[1, 2]])\n'
    first = parse(text)
    changed = text.replace("b = parameter(1)", "b = parameter(2)")
    again = parse(changed)
    MEMORY.forget()
    assert again == parse(changed)
    assert (again.frozen, again.descents, again.data) == (
        first.frozen,
        first.descents,
        first.data,
    )
    swapped = text.replace('descent("adam")\ndescent("sgd", rate=2)', 'descent("sgd", rate=2)\n')
    assert parse(swapped).descents == (Descent("sgd", 2.0),)
    assert parse(text.replace("w = parameter", "w = input").replace("frozen(w)", "")).frozen == ()
