"""How a graph learns is changed in the lines that say it; all else stays as it was typed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.settings import DataUse, Descent, Trained
from graphviz_app.errors import GraphError
from graphviz_app.formats import parse, to_text
from graphviz_app.formats.edits.learning import with_learning
from graphviz_app.formats.edits.mentioning import says_of_learning

LINES = "# A line\nx = input(1)\nw = parameter(2)  # slope\nb = parameter(3)\ny = w*x + b\n"
END = "y == 5\n# the end\n"
FULL = f"""{LINES}
# learning
learning_rate(0.50)  # slow
frozen( b )  # for now
descent("Adam", lr=1e-2)  # first
descent("sgd")
data(x=[0, 1])  # two rows
{END}"""
SGD, ADAM, FAST = Descent(), Descent("adam", 0.01), Descent("sgd", 5.0)


def changed(text: str, **learning: object) -> str:
    graph = with_learning(parse(text), **learning)  # type: ignore[arg-type]
    assert parse(graph.source) == graph
    return graph.source


def test_a_line_that_is_there_changes() -> None:
    assert changed(FULL, learning_rate=1.0) == FULL.replace("0.50", "1")
    assert changed(FULL, data=DataUse("a.csv")) == FULL.replace("data(x=[0, 1])", 'data("a.csv")')
    assert changed(FULL, descents=[ADAM, FAST]) == FULL.replace('"sgd"', '"sgd", rate=5')
    assert changed(FULL, frozen=["b", "w"]) == FULL.replace("( b )", "( b, w )")
    assert changed(FULL, frozen=["w"]) == FULL.replace("frozen( b )  # for now\n", "").replace(
        "# slow\n", "# slow\nfrozen(w)\n"
    )


def test_what_is_the_same_leaves_the_text_alone() -> None:
    graph = parse(FULL)
    assert with_learning(graph, descents=[ADAM, SGD], frozen=["b"], learning_rate=0.5) is graph
    two = parse(LINES + "frozen(b)\nfrozen(w)\n")
    assert with_learning(two, frozen=["w", "b"]) is two


def test_a_line_that_says_nothing_any_more_goes() -> None:
    assert changed(FULL, learning_rate=None) == FULL.replace("learning_rate(0.50)  # slow\n", "")
    assert changed(FULL, data=None) == FULL.replace("data(x=[0, 1])  # two rows\n", "")
    assert changed(FULL, descents=[SGD]) == FULL.replace('descent("Adam", lr=1e-2)  # first\n', "")
    assert changed(FULL, descents=[ADAM]) == FULL.replace('descent("sgd")\n', "")
    nothing = changed(FULL, descents=[], data=None, frozen=[], learning_rate=None)
    assert nothing == f"{LINES}\n# learning\n{END}"


def test_a_new_line_goes_where_such_lines_are() -> None:
    assert changed(FULL, descents=[ADAM, SGD, FAST]) == FULL.replace(
        'descent("sgd")\n', 'descent("sgd")\ndescent("sgd", rate=5)\n'
    )
    assert changed(FULL, descents=[ADAM, FAST, SGD]) == FULL.replace(
        'descent("sgd")\n', 'descent("sgd", rate=5)\ndescent("sgd")\n'
    )
    first = changed(LINES + END, descents=[ADAM])
    assert first == f'{LINES}descent("adam", rate=0.01)\n{END}'
    assert changed(first, frozen=["w"]) == first.replace("descent", "frozen(w)\ndescent")
    assert changed(first, data=DataUse("a.csv")) == first.replace("01)\n", '01)\ndata("a.csv")\n')
    everything = changed(
        LINES + "output(y)\n" + END,
        descents=[SGD],
        data=DataUse("a.csv"),
        frozen=["w"],
        learning_rate=1.0,
    )
    lines = 'output(y)\nlearning_rate(1)\nfrozen(w)\ndescent("sgd")\ndata("a.csv")\n'
    assert everything == f"{LINES}{lines}{END}"


def test_statements_that_share_a_line_are_changed_one_by_one() -> None:
    text = LINES + 'learning_rate(1); frozen(b); descent("sgd"); descent("adam")\n'
    assert changed(text, frozen=[]).endswith('learning_rate(1); descent("sgd"); descent("adam")\n')
    assert changed(text, descents=[SGD]).endswith('frozen(b); descent("sgd")\n')
    added = changed(text, descents=[FAST, SGD, Descent("adam")])
    assert added.endswith('frozen(b); descent("sgd", rate=5); descent("sgd"); descent("adam")\n')


def test_lines_inside_a_group_and_without_an_end_are_fine() -> None:
    text = 'x = input(1)\nwith group("g"):\n    w = parameter(2)\n    descent("sgd")\n    y = w*x'
    added = changed(text, descents=[SGD, ADAM], frozen=["w"])
    assert added == f'{text}\nfrozen(w)\ndescent("adam", rate=0.01)\n'
    assert changed(text, descents=[FAST]) == text.replace('"sgd"', '"sgd", rate=5') + "\n"


def test_a_long_table_stays_where_it_is() -> None:
    rows = [i / 7 for i in range(3_000)]
    table = f"data(x={rows})  # long\n"
    text = f"{LINES}{table}{END}"
    assert changed(text, descents=[ADAM]) == f'{LINES}descent("adam", rate=0.01)\n{table}{END}'
    assert changed(text, data=None) == f"{LINES}{END}"


def test_line_ends_stay_what_they_are() -> None:
    text = FULL.replace("\n", "\r\n")
    assert changed(text, descents=[ADAM, SGD, FAST]).count("\n") == changed(
        text, descents=[ADAM, SGD, FAST]
    ).count("\r\n")


def test_a_start_may_be_arrays_and_numbers_of_no_use_are_left_out() -> None:
    text = changed(LINES, descents=[Descent("sgd", momentum=0.5, start={"w": 1})])
    assert text == f'{LINES}descent("sgd", start=dict(w=1))\n'


def test_a_graph_without_text_learns_too() -> None:
    graph = replace(parse(LINES), source="")
    after = with_learning(graph, descents=[ADAM], frozen=["w"])
    assert says_of_learning(after) == (("w",), (ADAM,), None)
    assert says_of_learning(parse(to_text(after))) == says_of_learning(after)


@pytest.mark.parametrize("source", [LINES, ""])
def test_what_cannot_be_said_is_refused(source: str) -> None:
    graph = replace(parse(LINES), source=source)
    with pytest.raises(GraphError, match="only parameters learn"):
        with_learning(graph, frozen=["x"])
    with pytest.raises(GraphError, match="rate is a positive number"):
        with_learning(graph, descents=[Descent(rate=-1)])
    with pytest.raises(GraphError, match="finite"):
        with_learning(graph, descents=[Descent(start={"w": float("nan")})])


def test_the_way_is_kept_as_long_as_its_descent_is() -> None:
    graph = replace(parse(FULL), trained=Trained(3, {"w": 1.0}, 1))
    assert with_learning(graph, descents=[ADAM, SGD, FAST]).trained == graph.trained
    assert with_learning(graph, descents=[FAST, SGD]).trained == graph.trained
    assert with_learning(graph, descents=[ADAM, FAST]).trained is None
    assert with_learning(graph, descents=[ADAM]).trained is None
    assert with_learning(graph, learning_rate=3.0).trained is None
    assert with_learning(graph, frozen=[]).trained is None
    assert with_learning(graph, data=None).trained is None
    assert "# trained: 3 steps" in with_learning(graph, descents=[FAST, SGD]).source
    written = with_learning(graph, descents=[FAST, SGD])
    assert "# trained" not in with_learning(written, descents=[FAST]).source


SOME = st.lists(st.sampled_from([SGD, ADAM, FAST]), max_size=4)
STATES = st.fixed_dictionaries(
    {
        "descents": SOME,
        "frozen": st.lists(st.sampled_from(["w", "b"]), unique=True),
        "data": st.sampled_from([None, DataUse("a.csv"), DataUse(columns={"x": (1.0, 2.0)})]),
        "learning_rate": st.sampled_from([None, 0.5, 1.0]),
    }
)
TEXTS = st.sampled_from([FULL, LINES, LINES + END, FULL.replace("\n", "\r\n"), FULL.rstrip()])


@given(TEXTS, st.lists(STATES, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_any_state_is_reached_from_any_other(text: str, states: list[dict[str, object]]) -> None:
    graph: Graph = parse(text)
    for state in states:
        graph = with_learning(graph, **state)  # type: ignore[arg-type]
        assert parse(graph.source) == graph
        assert list(graph.descents) == state["descents"]
        assert {*graph.frozen} == {*state["frozen"]}  # type: ignore[misc]
        assert (graph.data, graph.learning_rate) == (state["data"], state["learning_rate"])
        assert "# slope" in graph.source
        if "the end" in text:
            assert graph.source.rstrip().endswith("# the end")
