"""What people write elsewhere is understood where its meaning is certain."""

from dataclasses import replace

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.oplib import OPS
from graphviz_app.errors import ParseError
from graphviz_app.formats import parse, to_text, with_leaf_value

GIVEN = "x = input([0.5, -1.5])\nW = parameter([[1, 2], [3, 4]])\nu = 2\n"


def operator(line: str, plain: str) -> None:
    """Both lines give the same nodes."""
    assert parse(f"{GIVEN}y = {line}") == parse(f"{GIVEN}y = {plain}"), line


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("x.tanh()", "tanh(x)"),
        ("(x + 1).sigmoid()", "sigmoid(x + 1)"),
        ("x.exp().sum()", "sum(exp(x))"),
        ("x.sum(axis=0)", "sum(x, axis=0)"),
        ("x.mean(0)", "mean(x, axis=0)"),
        ("W.sum(1, True)", "sum(W, axis=1, keepdims=True)"),
        ("W.dot(x)", "W @ x"),
        ("W.matmul(x)", "W @ x"),
        ("np.dot(W, x)", "W @ x"),
        ("torch.mm(W, W)", "W @ W"),
        ("W.T", "transpose(W)"),
        ("W.t()", "transpose(W)"),
        ("W.transpose()", "transpose(W)"),
        ("np.transpose(W)", "transpose(W)"),
        ("x.pow(2)", "x**2"),
        ("x.pow(3)", "x**3"),
        ("x.square()", "x**2"),
        ("power(x, 3)", "x**3"),
        ("pow(x, 0.5)", "x**0.5"),
        ("np.power(x, u)", "x**u"),
        ("u.item()", "u"),
        ("x.clone()", "x"),
        ("np.exp(x)", "exp(x)"),
        ("numpy.exp(x)", "exp(x)"),
        ("math.exp(u)", "exp(u)"),
        ("torch.sigmoid(x)", "sigmoid(x)"),
        ("torch.nn.functional.relu(x)", "relu(x)"),
        ("F.relu(x, inplace=True)", "relu(x)"),
        ("nn.ReLU()(x)", "relu(x)"),
        ("tf.nn.relu(x)", "relu(x)"),
        ("tf.reduce_sum(x, axis=0)", "sum(x, axis=0)"),
        ("reduce_mean(x)", "mean(x)"),
        ("tf.math.log(u)", "log(u)"),
        ("jnp.maximum(0, x)", "max(0, x)"),
        ("np.where(x > 0, x, 0)", "x if x > 0 else 0"),
        ("torch.sum(W, dim=0, keepdim=True)", "sum(W, axis=0, keepdims=True)"),
        ("sum(W, 0)", "sum(W, axis=0)"),
        ("np.add(x, x)", "x + x"),
        ("W.reshape(1, 4)", "reshape(W, shape=[1, 4])"),
        ("W.view(-1)", "reshape(W, shape=[-1])"),
        ("np.reshape(W, (4, 1))", "reshape(W, shape=[4, 1])"),
        ("scipy.special.expit(x)", "sigmoid(x)"),
        ("np.array([1, 2])*x", "[1, 2]*x"),
        ("torch.max(x, x)", "max(x, x)"),
        ("1/2*x", "0.5*x"),
        ("-1/2*x", "-0.5*x"),
        ("(1/2)*x", "0.5*x"),
        ("x**(1/2)", "x**0.5"),
        ("1/4", "0.25"),
        ("½*x", "0.5*x"),
    ],
)
def test_another_spelling_is_the_same_operator(line: str, plain: str) -> None:
    operator(line, plain)


@pytest.mark.parametrize(
    ("line", "op", "value"),
    [
        ("np.array([1.0, 2.0])", "input", (1.0, 2.0)),
        ("np.array(((1, 2), (3, 4)))", "input", ((1.0, 2.0), (3.0, 4.0))),
        ("np.asarray([1], dtype=np.float32)", "input", (1.0,)),
        ("torch.tensor([1.0], requires_grad=True)", "parameter", (1.0,)),
        ("torch.tensor(2.0, requires_grad=False)", "input", 2.0),
        ("torch.Tensor([2])", "input", (2.0,)),
        ("nn.Parameter(torch.tensor([2.0]))", "parameter", (2.0,)),
        ("Value(-4.0)", "input", -4.0),
        ("Value(2.0, label='x1')", "input", 2.0),
        ("Variable(torch.Tensor([1]), requires_grad=True)", "parameter", (1.0,)),
        ("tf.Variable(3.0)", "parameter", 3.0),
        ("tf.constant([1, 2])", "constant", (1.0, 2.0)),
        ("np.zeros((2, 1))", "input", ((0.0,), (0.0,))),
        ("torch.ones(2, requires_grad=True)", "parameter", (1.0, 1.0)),
        ("np.pi", "constant", np.pi),
        ("math.e", "constant", np.e),
    ],
)
def test_a_value_is_made_as_elsewhere(line: str, op: str, value: object) -> None:
    node = parse(f"x = {line}").nodes["x"]
    assert (node.op, node.attrs["value"]) == (op, value)


def test_an_array_of_values_is_the_values() -> None:
    assert np.array_equal(run(parse("a = 1\nb = np.array([a, 2*a])")).value("b"), [1, 2])


def test_the_name_of_a_value_comes_first() -> None:
    assert run(parse("F = 3\nm = F.relu()*F.item()")).value("m") == 9
    assert run(parse("np = 2\ny = np.exp()*1")).value("y") == np.exp(2)
    assert run(parse("def reduce_sum(u): return u + 1\ny = reduce_sum(2)")).value("y") == 3
    with pytest.raises(ParseError, match="takes 1 operand, found 2"):
        parse("np = 2\ny = np.exp(1)")


def test_a_value_that_is_named_later_changes_what_a_line_above_says_nothing() -> None:
    text = "x = 1\ny = F.relu(x)\n"
    parse(text)
    assert parse(f"{text}F = 2*y").nodes["F"].op == "mul"
    with pytest.raises(ParseError, match="takes 1 operand"):
        parse(f"F = 2\n{text}")


def test_the_number_of_another_spelling_is_changed_in_its_place() -> None:
    text = "x = torch.tensor( 2.0, requires_grad=True)  # x\ny = 1/2*(x - 1)**2\n"
    graph = parse(text)
    assert with_leaf_value(graph, "x", 3.0).source == text.replace("2.0", "3")
    assert with_leaf_value(graph, "y.c1", 0.25).source == text.replace("1/2", "0.25")
    assert with_leaf_value(graph, "y.c1", -2.0).source == text.replace("1/2", "-2")


@pytest.mark.parametrize("line", ["1/n*x", "1/n", "x/2", "n/2*x", "2*1/n", "0/2*x"])
def test_a_fraction_with_a_name_stays_a_division(line: str) -> None:
    graph = parse(f"x = 3\nn = 4\ny = {line}")
    assert {"div", "reciprocal"} & {node.op for node in graph.nodes.values()}


def test_a_division_of_numbers_is_written_so_that_it_stays_one() -> None:
    graph = parse("y = 6/constant(2) + 1/constant(3)*5\nz = constant(3)/2")
    text = to_text(replace(graph, source=""))
    assert parse(text) == graph
    assert [node.op for node in graph.nodes.values()].count("div") == 2


SHORT = "f(x, y) = x*y + c\ng(u)=u**2\nc = 1\nx = f(2, g(3))\n"


def test_a_function_is_written_as_in_mathematics() -> None:
    text = f"c = 1\n{SHORT.replace('c = 1', '')}"
    long = "c = 1\ndef f(x, y): return x*y + c\ndef g(u): return u**2\nx = f(2, g(3))\n"
    assert parse(text) == parse(long)
    assert run(parse(text)).value("x") == 19


def test_a_mistake_in_a_function_has_its_place() -> None:
    with pytest.raises(ParseError, match="'z' is not defined") as error:
        parse("a = 1\nf(x, y) = x*z\nb = f(a, a)")
    assert (error.value.line, error.value.column) == (2, 13)


@pytest.mark.parametrize(
    "text", ["lambda = 0.1\ny = 2*lambda", "lambda=3\ny=lambda if lambda>0 else 1"]
)
def test_lambda_is_a_name(text: str) -> None:
    graph = parse(text)
    assert next(iter(graph.nodes)) == "lambda"
    assert parse(to_text(replace(graph, source=""))) == graph
    plain = parse(text.replace("lambda", "lam"))
    assert run(graph).value("y") == run(plain).value("y")


def test_a_sign_of_python_has_its_place_beside_lambda() -> None:
    with pytest.raises(ParseError, match="'q' is not defined") as error:
        parse("lambda = 1\ny = lambda*lambda + q")
    assert error.value.column == 21


def test_every_foreign_word_means_an_operator_or_waits_for_it() -> None:
    from graphviz_app.formats.language.words.dialects import WORDS

    assert not WORDS.keys() & OPS.keys()
