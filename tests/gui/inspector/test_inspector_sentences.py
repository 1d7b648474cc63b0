"""The inspector's sentences hold: where nothing flows back, at the output, at a corner."""

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.core.choices import Kind
from graphviz_app.gui.inspector.inspector import Inspector
from graphviz_app.gui.widgets.parts import first_upper
from graphviz_app.theme import LIGHT
from tests.gui.inspector.test_inspector import edge, formulas, show, texts


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    inspector = Inspector(LIGHT)
    qtbot.addWidget(inspector)
    return inspector


MIDDLE = "x = input(2)\ny = 3*x\noutput(y)\nz = y*y\nw = z + x"


def test_the_gradient_of_an_output_that_goes_on_is_no_sum(inspector: Inspector) -> None:
    show(inspector, MIDDLE)
    inspector.show_element("y")
    assert formulas(inspector)[-1] == r"\partial y/\partial y = 1"
    assert "Sum" not in texts(inspector)
    assert not any("contributions" in text for text in texts(inspector))
    inspector.show_element(edge(inspector, "y", "z"))
    assert not any("shares" in text for text in texts(inspector))


@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_a_derivative_is_told_in_symbols_where_there_are_no_numbers(
    inspector: Inspector, kind: Kind
) -> None:
    show(inspector, "x = input(2)\nz = x*...\na = sigmoid(z)\nL = (1 - a)**2", kind)
    inspector.show_element(edge(inspector, "z", "a"))
    assert r"\partial a/\partial z = a \cdot \left(1 - a\right)" in formulas(inspector)


def test_what_comes_after_the_output_has_no_path_to_it(inspector: Inspector) -> None:
    show(inspector, MIDDLE)
    inspector.show_element("z")
    assert "No path leads from here to y, which does not depend on it." in texts(inspector)
    inspector.show_element("w")
    assert any(text.startswith("Nothing uses this value") for text in texts(inspector))


STEERING = "x = input(2)\nc = x > 1\nd = x < 3\ny = x if c else 2*x\nL = y*d"


def test_a_condition_is_not_said_to_lead_nowhere(inspector: Inspector) -> None:
    show(inspector, STEERING)
    inspector.show_element("c")
    said = "only through a comparison or a condition, which lets no gradient back"
    assert f"This reaches L {said}." in texts(inspector)


def test_only_a_branch_is_said_to_be_decided(inspector: Inspector) -> None:
    show(inspector, STEERING)
    for target, decides in (("c", True), ("d", False)):
        inspector.show_element(edge(inspector, "x", target))
        told = " ".join(texts(inspector))
        assert "only steers" in told
        assert ("It decides which branch is taken." in told) == decides
        assert ("A comparison stays the same" in told) == (not decides)


STOPPED = "x = input(2)\ns = stop_gradient(x)\ni = argmax(x)\nL = 3*s + i"


def test_a_gradient_that_is_stopped_on_purpose_is_told_so(inspector: Inspector) -> None:
    show(inspector, STOPPED)
    inspector.show_element(edge(inspector, "x", "s"))
    told = " ".join(texts(inspector))
    assert "This edge stops the gradient: nothing flows back." in told
    assert "Going backwards stop_gradient counts as a constant." in told
    inspector.show_element(edge(inspector, "x", "i"))
    assert "The choice that argmax makes by it stays the same" in " ".join(texts(inspector))
    inspector.show_element("x")
    said = "only through stop_gradient or argmax, which lets no gradient back"
    assert f"This reaches L {said}." in texts(inspector)


def test_a_name_at_the_beginning_keeps_its_case() -> None:
    assert first_upper("c = 2, a constant") == "c = 2, a constant."
    assert first_upper("relu'(0) = 0 is used") == "relu'(0) = 0 is used."
    assert first_upper("the sum of 3 rows") == "The sum of 3 rows."


def test_a_corner_inside_a_line_is_named(inspector: Inspector) -> None:
    show(inspector, "x = input(0)\nL = abs(x) + relu(x)", "lines")
    inspector.show_element("L")
    told = texts(inspector)
    assert "The derivative jumps exactly at |x|; sgn(0) = 0 is used." in told
    assert "The derivative jumps exactly at ReLU(x); relu'(0) = 0 is used." in told


def test_a_product_of_vectors_is_derived_as_it_is_written(inspector: Inspector) -> None:
    show(inspector, "a = input([1, 2])\nb = input([3, 4])\nL = sum(a*b)")
    inspector.show_element(edge(inspector, "a", "L.mul1"))
    assert any(r"\partial \left(a \odot b\right)/\partial a = b" in f for f in formulas(inspector))


@pytest.mark.parametrize("kind", ["operators", "lines"])
def test_a_result_bigger_than_its_operands_is_remarked_upon(
    inspector: Inspector, kind: Kind
) -> None:
    show(inspector, "a = input([1, 2])\nb = input([[1], [2]])\nL = sum(a - b)", kind)
    inspector.show_element("L" if kind == "lines" else "L.sub1")
    assert "Bigger than its operands" in texts(inspector)
    assert any("a (a vector of 2) and b (a 2×1 matrix)" in text for text in texts(inspector))
    inspector.show_element("a")
    assert "Bigger than its operands" not in texts(inspector)


def test_an_edge_is_told_with_the_check_of_its_dimensions(inspector: Inspector) -> None:
    text = (
        "X = input([[1, 2], [3, 4], [5, 6]])\nW = parameter([[1, 2], [3, 4]])\n"
        "b = parameter([1, 2])\nZ = X @ W + b\nL = sum(Z)"
    )
    show(inspector, text, "lines")
    inspector.show_element(edge(inspector, "X", "Z"))
    assert "(3, 2) @ (2, 2) → (3, 2): inner 2 = 2 ✓" in texts(inspector)
    inspector.show_element(edge(inspector, "b", "Z"))
    assert "(2,) is repeated to (3, 2)" in texts(inspector)
    assert "The gradient (3, 2) is summed over rows to (2,)" in texts(inspector)
