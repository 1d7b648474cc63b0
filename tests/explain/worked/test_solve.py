"""What a worked solution tells, and in which order."""

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.proof import proved
from graphviz_app.errors import EvaluationError
from graphviz_app.explain.tones import unmarked
from graphviz_app.explain.worked.solution import Listing, Maths, Paragraph, Table
from graphviz_app.explain.worked.solve import told_run
from graphviz_app.explain.worked.written.text import as_text
from graphviz_app.formats import parse
from graphviz_app.resources import examples
from tests.explain.worked.sheets import blocks, equations, sentences, solved
from tests.texts import NEURON

TWO_PATHS = "x = input(2)\na = 3*x\nb = x**2\ny = a*b\n"
NETWORK = next(path for path in examples() if path.stem == "three-two-one-network")


def lefts(text: str, *titles: str) -> list[str]:
    return [unmarked(row.left) for row in equations(solved(text), *titles)]


def test_it_goes_forward_and_back_in_the_order_of_the_schedule() -> None:
    assert lefts(NEURON, "Forward pass") == ["z", "a", "L"]
    found = [left.replace(r"\partial ", "d") for left in lefts(NEURON, "Backward pass")]
    assert found == ["dL/dL", "dL/da", "dL/dz", "dL/dw", "dL/dx", "dL/db"]


def test_a_gradient_over_several_paths_is_told_once_with_its_sum() -> None:
    text = as_text(solved(TWO_PATHS))
    assert "∂y/∂x = ∂y/∂b · ∂b/∂x + ∂y/∂a · ∂a/∂x" in text
    assert "24.0000 + 12.0000 = 36.0000" in text
    assert text.count("∂y/∂x = ") == 1


def test_at_the_output_no_partial_derivative_is_called_as_the_whole() -> None:
    text = as_text(solved("x = input(2)\na = x**2\ny = a + x\n"))
    assert "∂y/∂x = ∂y/∂x" not in text
    assert "∂y/∂x = 1 + ∂y/∂a · 2 · x" in text


def test_many_contributions_are_numbered_and_added() -> None:
    uses = "\n".join(f"u{k} = {k}*x" for k in range(1, 7))
    text = as_text(
        solved(f"x = input(2)\n{uses}\ny = {' + '.join(f'u{k}' for k in range(1, 7))}\n")
    )
    assert "s₆ = " in text
    assert "Σₖ₌₁⁶ sₖ" in text
    assert "= 21.0000" in text


def test_contributions_that_cancel_each_other_are_said_to_leave_only_rounding() -> None:
    text = as_text(solved("x = input(0.1)\na = 0.3*x\nb = -0.1*x\nc = -0.2*x\ny = a + b + c\n"))
    assert "(0, up to rounding)" in text
    assert "rounding)" not in as_text(solved("x = input(1)\na = x\nb = -x\ny = a + b\n"))


def test_leaves_are_given_by_what_they_are_with_the_digits_that_were_typed() -> None:
    (listing,) = blocks(solved(NEURON), "Given")
    assert isinstance(listing, Listing)
    found = {title: [item.latex for item in items] for title, items in listing.rows}
    assert found == {
        "Input": ["x = 1.5"],
        "Parameters": ["w = -0.8", "b = 0.25"],
        "Target": ["t = 1"],
    }


def test_a_network_is_told_neuron_by_neuron() -> None:
    text = as_text(solved(NETWORK))
    assert "δ₂,₁ = ∂L/∂z₂,₁ = ∂L/∂a₂,₁ · a₂,₁ · (1 − a₂,₁)" in text
    assert "∂L/∂w₂,₁₁ = δ₂,₁ · x₁ = 0.008670 · 0.8000 = 0.006936" in text
    assert "δ of a neuron is the gradient of its weighted sum." in text


def test_only_what_lies_on_the_way_to_a_leaf_is_told() -> None:
    solution = solved(NETWORK, "w2_11")
    told = [unmarked(row.left) for row in equations(solution, "Forward pass")]
    assert told == ["z_{2,1}", "a_{2,1}", "z_{3,1}", "a_{3,1}", "L"]
    back = "".join(unmarked(row.left) for row in equations(solution, "Backward pass"))
    assert "w_{2,12}" not in back
    assert "w_{2,11}" in back
    (listing, *_) = blocks(solution, "Given")
    assert isinstance(listing, Listing)
    assert "Known from elsewhere" in [title for title, _ in listing.rows]


def test_another_node_can_be_differentiated() -> None:
    text = as_text(solved(NETWORK, "w2_11", of="a2_1"))
    assert "∂a₂,₁/∂w₂,₁₁" in text
    assert "∂L" not in text
    assert "Update" not in text, "the step is one of L"


@pytest.mark.parametrize(("by", "of"), [("nn", None), ("w", "nn")])
def test_names_that_are_not_there_are_refused(by: str, of: str | None) -> None:
    with pytest.raises(EvaluationError, match="there is no 'nn'"):
        solved(NEURON, by, of=of)


def test_a_long_line_is_told_in_parts_that_get_names() -> None:
    long = "a = input(2)\nb = input(5)\nc = input(-3)\n"
    long += "y = relu(log(sin(a*b) - exp(c) + 5)**a/b*cos(c) + sigmoid(a))\n"
    solution = solved(long)
    assert lefts(long, "Forward pass") == ["u_1", "u_2", "u_3", "y"]
    assert all(row.numbers for row in equations(solution, "Forward pass"))
    parts = told_run(run(parse(long)))
    assert parts.gradient("a") == pytest.approx(run(parse(long)).gradient("a"), rel=1e-12)


def test_parts_take_a_letter_that_is_free() -> None:
    long = "u = input(2)\ny = tanh(exp(sin(u)*cos(u)) + log(1 + u**2)*sqrt(u))*u\n"
    assert lefts(long, "Forward pass")[0] == "v_1"


def test_the_step_of_gradient_descent_and_what_it_does() -> None:
    solution = solved(NEURON + "learning_rate(0.5)\n")
    text = as_text(solution)
    assert "w ← w − η · ∂L/∂w = −0.8000 − 0.5 · (−0.2175) = −0.6912" in text
    assert "After the step L falls from 0.2600 to 0.2254." in text
    (results,) = blocks(solution, "Results")
    assert isinstance(results, Table)
    assert results.header[-1] == ("After the step",)
    assert not blocks(solved(NEURON), "Update")


def test_paths_are_listed_with_their_products_and_sum() -> None:
    (table,) = blocks(solved(TWO_PATHS), "Paths")
    assert isinstance(table, Table)
    shown = [
        [part.latex for part in cell if isinstance(part, Maths)]
        for row in table.rows
        for cell in row
    ]
    flat = [unmarked(latex) for cell in shown for latex in cell]
    assert flat[:3] == [r"x \to a \to y", r"3.0000 \cdot 4.0000", "12.0000"]
    assert flat[-2:] == [r"\partial y/\partial x", "36.0000"]


def test_paths_that_are_too_many_are_counted() -> None:
    lines = [
        f"a{i} = x{i - 1}*1.01\nb{i} = x{i - 1}*0.99\nx{i} = a{i} + b{i}" for i in range(1, 101)
    ]
    text = as_text(solved("x0 = input(0.5)\n" + "\n".join(lines)))
    assert "about 1.2 · 10³⁰ from x₀" in text


def test_kinks_are_told_with_their_convention_and_once() -> None:
    text = as_text(solved("x = input(0)\ny = relu(x)\nz = y + 3*y\n"))
    assert text.count("relu'(0) = 0 is used") == 1


def test_what_no_path_leads_from_is_said_to_have_no_gradient() -> None:
    solution = solved("x = input(2)\nq = input(3)\nk = q > 1\ny = x**2\n")
    assert "leads from q to y: its gradient is 0" in sentences(solution, "Backward pass")


def test_what_cannot_be_computed_is_said_and_the_rest_is_told() -> None:
    solution = solved("x = input(2)\na = x * ...\ny = x**2\n")
    assert "operand 2 of * is missing" in sentences(solution, "What cannot be computed")
    assert "= 4.0000" in as_text(solution)


def test_without_an_output_only_values_are_told() -> None:
    solution = solved("x = input(2)\ny = x * ...\n")
    assert "nothing is differentiated" in sentences(solution, "Backward pass")


def test_a_tensor_of_zeros_says_why_and_one_with_some_does_not() -> None:
    rest = "v = 2*x\nh = relu(v)\nL = sum(h)\n"
    text = as_text(solved(f"x = input([-1, -2])\n{rest}"))
    assert "Both entries: ReLU at h lets nothing through" in " ".join(text.split())
    assert "lets nothing" not in as_text(solved(f"x = input([1, -2])\n{rest}"))


def test_a_convention_at_a_kink_is_told_once() -> None:
    text = " ".join(as_text(solved("x = input(0)\ny = relu(x) + abs(x)\n")).split())
    assert text.count("relu'(0) = 0 is used") == 1
    assert text.count("sgn(0) = 0 is used") == 1


def test_the_proof_is_that_of_the_page_of_proofs() -> None:
    (_, table, *rest) = blocks(solved(NEURON, proved=True), "Proof")
    assert isinstance(table, Table)
    names = [proof.node for proof in proved(run(parse(NEURON)), ["x", "w", "b"])]
    assert [row[0][0].latex for row in table.rows if isinstance(row[0][0], Maths)] == names
    assert [row[-1] for row in table.rows] == [("below 10⁻⁷",)] * 3
    assert not rest
    assert not blocks(solved(NEURON), "Proof")


def test_at_a_kink_the_proof_tells_both_sides_and_the_convention() -> None:
    solution = solved("x = input(0)\ny = relu(x)\n", proved=True)
    (_, table, told) = blocks(solution, "Proof")
    assert isinstance(table, Table)
    assert table.rows[0][-1] == ("at a kink",)
    assert told == Paragraph(
        ("x: slope from the left 0.0000, from the right 1.0000; at y: relu'(0) = 0 is used.",)
    )


def test_of_a_tensor_the_proof_tells_the_worst_element() -> None:
    (_, table, *_) = blocks(solved("x = input([1, 2])\ny = sum(x*x)\n", proved=True), "Proof")
    assert isinstance(table, Table)
    assert table.rows[0][0][1] in (" [0], the worst", " [1], the worst")
    assert table.rows[0][-1] == ("below 10⁻⁷",)


def test_a_thousand_nodes_are_told_in_bounds_with_what_is_left_out() -> None:
    lines = [f"x{i} = sin(x{i - 1}) + 0.1*x{i // 2}" for i in range(1, 1000)]
    text = as_text(solved("x0 = input(0.5)\n" + "\n".join(lines)))
    assert "Left out here: 939 steps." in text
    assert len(text.splitlines()) < 400


def test_a_step_of_very_many_gradients_is_told_in_bounds() -> None:
    leaves = "\n".join(f"w{i} = parameter({i})" for i in range(300))
    added = " + ".join(f"w{i}*x" for i in range(300))
    text = as_text(solved(f"{leaves}\nx = input(1)\ny = {added}\n"))
    assert "left out" in text
    assert len(text.splitlines()) < 160


def test_large_tensors_are_told_by_their_corners_and_shape() -> None:
    row = ", ".join(str(i % 7) for i in range(40))
    text = as_text(solved(f"X = input([{', '.join([f'[{row}]'] * 9)}])\nH = tanh(X)\nL = sum(H)\n"))
    assert "(matrix 9×40)" in text
    assert "⋮" in text
    assert max(map(len, text.splitlines())) < 110
