"""What the program writes it can read: text and document hold the same."""

import random
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graphviz_app.core.graph import Claim, Graph
from graphviz_app.errors import DocumentError, ParseError
from graphviz_app.formats import from_document, from_json, parse, parse_standing, to_json, to_text
from graphviz_app.formats.language.numerals.numeral import MAX_PRINTED, numeral
from graphviz_app.formats.limits import MAX_GROUPS, MAX_NAME, MAX_NOTE, MAX_TITLE, MAX_WHOLE
from tests.graph_texts import random_text

X = {"id": "x", "op": "input"}


def rewritten(graph: Graph) -> str:
    return to_text(replace(graph, source=""))


def assert_round_trip(graph: Graph) -> None:
    again = from_json(to_json(graph))
    assert (again, again.source) == (graph, graph.source)
    alone = replace(graph, source="")
    assert from_json(to_json(alone)) == alone
    text = to_text(alone)
    assert parse(text) == graph.without_extras(), text
    assert rewritten(parse(text)) == text


@given(st.integers(0, 2**64))
@settings(max_examples=100, deadline=None)
def test_what_is_accepted_survives_text_and_document(number: int) -> None:
    text = random_text(random.Random(number))
    try:
        graph = parse(text)
    except ParseError:
        graph = parse_standing(text).graph
        assume(graph.nodes)
    assert_round_trip(graph)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0.50", "0.50"),
        ("-0.2175", "-0.2175"),
        ("0x10", "16"),
        ("0B1_01", "5"),
        ("-(5)", "-5"),
        ("(-(5.0))", "-5.0"),
        ("-\\\n5", "-5"),
        ("\N{MINUS SIGN} 1_000.250", "-1000.250"),
        ("+1", "+1"),
        ("-0", "-0"),
        ("00", "0"),
        ("007.10", "7.10"),
        (".5e-3", ".5e-3"),
        ("5.", "5."),
    ],
)
def test_a_claim_keeps_its_digits(written: str, kept: str) -> None:
    graph = parse(f"x = 1\nx == {written}")
    assert graph.claims == (Claim("value", "x", kept),)
    assert_round_trip(graph)
    if "\\" not in written:
        claim = {"kind": "value", "of": "x", "printed": written}
        assert from_document({"format": 1, "nodes": [X], "claims": [claim]}).claims == graph.claims


@pytest.mark.parametrize("written", ["01", "\u0661\u0662", " 1 ", "-(007)", "1_0", "0x_10"])
def test_a_number_in_a_document_is_read_as_people_write_it(written: str) -> None:
    claim = {"kind": "value", "of": "x", "printed": written}
    graph = from_document({"format": 1, "output": "x", "nodes": [X], "claims": [claim]})
    assert_round_trip(graph)


@pytest.mark.parametrize(
    "written",
    ["-", "1 0", "--1", "1__0", "1e999", "nan", "inf", "(1", "1)", "0x", "0xg", "1.2.3", "²",
     "1" * (MAX_PRINTED + 1), "(" * 99, "0x" + "f" * 90, "1,5"],
)  # fmt: skip
def test_what_is_no_number_is_refused_in_a_document(written: str) -> None:
    assert numeral(written) is None
    claim = {"kind": "value", "of": "x", "printed": written}
    with pytest.raises(DocumentError, match=r"claims\[0\].printed: "):
        from_document({"format": 1, "nodes": [X], "claims": [claim]})


def test_a_graph_without_output_is_written_as_one() -> None:
    graph = from_document({"format": 1, "nodes": [X, {"id": "y", "op": "exp", "inputs": ["x"]}]})
    assert graph.output is None
    assert to_text(graph) == "x = input(0)\ny = exp(x)\noutput(None)\n"
    assert_round_trip(graph)


def test_a_remark_belongs_to_the_claim_that_it_stands_in() -> None:
    claims = parse("a = 1\nb = 2\na (so) == 1; b == 2").claims
    assert [claim.note for claim in claims] == ["so", ""]


def test_a_call_inside_a_long_line_is_no_remark() -> None:
    graph = parse("def f(u): return exp(u)\nx = 1\nz = max(\n x,\n f (x) == x)")
    assert "z.exp1" in graph.nodes


@pytest.mark.parametrize("depth", [49, 50, 51, 100, MAX_GROUPS - 1])
def test_groups_as_deep_as_are_read_can_be_written(depth: int) -> None:
    path = "/".join(f"g{i}" for i in range(depth))
    text = f'with group("{path}"):\n    x = 1\nwith group("{path}b"):\n    y = x\nz = y'
    assert_round_trip(parse(text))


def test_a_title_is_one_line_of_at_most_a_few_hundred_characters() -> None:
    assert parse("# a\x0cb\t  c\nx = 1").title == "a b c"
    assert parse(f"# {'long ' * 1000}\nx = 1").title.endswith("…")
    for title in ("## a", " a\n b ", "\u2028a", "a\u00a0b"):
        assert_round_trip(from_document({"format": 1, "title": title, "output": "x", "nodes": [X]}))


NODE = {"id": "x", "op": "input"}
CLAIM = {"kind": "value", "of": "x", "printed": "1"}
TOO_MUCH = [
    ({"title": "a" * (MAX_TITLE + 1)}, f"title: a title has at most {MAX_TITLE} characters"),
    ({"title": "a\x1b"}, "title: a title is a line of text without control characters"),
    ({"title": "\uffff"}, "title: a title is a line of text without control characters"),
    ({"nodes": [NODE | {"group": "g" * (MAX_NAME + 1)}]}, f"has at most {MAX_NAME} characters"),
    ({"nodes": [NODE | {"group": "a//b"}]}, "nodes[0].group: a group needs a name"),
    ({"nodes": [NODE | {"group": "a\nb"}]}, "nodes[0].group: a group needs a name"),
    ({"claims": [CLAIM | {"note": "a" * (MAX_NOTE + 1)}]}, "a remark has at most 1,000 characters"),
    ({"claims": [CLAIM | {"note": "a)("}]}, "claims[0].note: the round brackets"),
    ({"claims": [CLAIM | {"note": "a\x00"}]}, "claims[0].note: a remark is a line of text"),
    ({"claims": [CLAIM | {"printed": "1" * 1_000_000}]}, f"at most {MAX_PRINTED} characters"),
    (
        {"nodes": [NODE, {"id": "y", "op": "sum", "attrs": {"axis": 10**400}}]},
        "nodes[1].attrs.axis: a whole number of at most 1,000,000",
    ),
    (
        {"nodes": [{"id": "exp", "op": "input"}], "claims": [CLAIM | {"of": "exp", "note": "a"}]},
        "its value can have no remark",
    ),
]


@pytest.mark.parametrize(("said", "reason"), TOO_MUCH)
def test_what_text_cannot_hold_is_refused_in_a_document(
    said: dict[str, object], reason: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        from_document({"format": 1, "output": None, "nodes": [NODE], **said})
    assert reason in str(caught.value)


def test_what_a_document_cannot_hold_is_refused_in_a_text() -> None:
    for text, reason in (
        (f"x = 1\nx ({'a' * (MAX_NOTE + 1)}) == 1", "a remark has at most 1,000 characters"),
        (f"x = 1\nx == 0.{'1' * MAX_PRINTED}", f"at most {MAX_PRINTED} characters"),
        (f"x = [1]\ny = sum(x, axis={MAX_WHOLE + 1})", "axis= takes a whole number"),
        (f'with group("{"g" * (MAX_NAME + 1)}"):\n  x = 1', f"at most {MAX_NAME} characters"),
    ):
        with pytest.raises(ParseError, match=reason):
            parse(text)
