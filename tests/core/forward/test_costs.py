"""How much work the two modes are: counted, and as the passes of an engine would count."""

from graphviz_app.core.autodiff import run
from graphviz_app.core.forward.costs import costs
from graphviz_app.core.forward.inputs import elements_of, moving_leaves
from tests.core.forward.test_forward_run import LAYER, NEURON


def test_a_gradient_takes_one_pass_back_and_one_forward_for_each_parameter() -> None:
    cost = costs(run(NEURON), "L")[0]
    assert (cost.by, cost.inputs, cost.outputs) == ("parameter", 2, 1)
    assert cost.edges == len(NEURON.edges)
    assert cost.forward == (2, 2 * cost.edges)
    assert cost.reverse == (1, cost.edges)


def test_numbers_are_counted_and_not_leaves() -> None:
    trace = run(LAYER)
    assert [(c.by, c.inputs) for c in costs(trace, "L")] == [("parameter", 6), ("input", 2)]
    by_input = costs(trace, "h")[1]
    assert (by_input.outputs, by_input.inputs) == (2, 2)


def test_only_what_a_node_depends_on_counts() -> None:
    trace = run(NEURON)
    whole, part = costs(trace, "L")[0], costs(trace, "z")[0]
    assert part.edges == 4
    assert part.edges < whole.edges
    assert not costs(trace, "t")


def test_a_pass_of_reverse_mode_walks_over_as_many_edges_as_are_counted() -> None:
    trace = run(NEURON)
    assert costs(trace, "L")[0].edges == len(trace.program.backward_edges)


def test_leaves_are_offered_inputs_first_number_by_number() -> None:
    trace = run(LAYER)
    assert moving_leaves(trace) == ["x", "W", "b"]
    assert elements_of(trace, "W") == ["W[0,0]", "W[0,1]", "W[1,0]", "W[1,1]"]
    assert elements_of(trace, "W", 2) == ["W[0,0]", "W[0,1]"]
