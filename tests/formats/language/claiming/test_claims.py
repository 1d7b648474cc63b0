"""Claims as people write them: fractions, lists, elements, tolerances."""

import pytest

from graphviz_app.core.graph import Claim
from graphviz_app.errors import DocumentError, ParseError
from graphviz_app.formats import from_json, parse, to_json
from graphviz_app.formats.edits.deleting import without_parts
from graphviz_app.formats.json_document import from_document, to_document
from graphviz_app.formats.language.claiming.claimed import claimed
from graphviz_app.formats.language.claiming.claims import claim_text
from graphviz_app.formats.language.editor.definitions import is_claim
from graphviz_app.formats.language.writer import to_text
from graphviz_app.formats.limits import MAX_CLAIMED, MAX_CLAIMS

GIVEN = "x = input([1, 2])\nW = parameter([[1, 2], [3, 4]])\nh = W @ x\nL = sum(h)\n"
CLAIMS = [
    # as typed, and what it is
    ("L == 8/2", Claim("value", "L", "8/2")),
    ("L == -(1/3)", Claim("value", "L", "-1/3")),
    ("L == −½", Claim("value", "L", "-1/2")),
    ("L == 2⅓", Claim("value", "L", "7/3")),
    ("L == 0.50", Claim("value", "L", "0.50")),
    ("L == 1.20·10⁻³", Claim("value", "L", "1.20e-3")),
    ("L == 2*10**4", Claim("value", "L", "2e4")),
    ("L ≈ 0.28", Claim("value", "L", "0.28")),
    ("L ~= 0.28", Claim("value", "L", "0.28")),
    ("h == [5, 11.0]", Claim("value", "h", "[5, 11.0]")),
    ("grad(x) == [ 4,6 ]", Claim("grad", "x", "[4, 6]")),
    ("grad(W) == [[1, 2],\n  [−1, 4/2],  # rows\n]", Claim("grad", "W", "[[1, 2], [-1, 4/2]]")),
    ("grad(x[0]) == 4", Claim("grad", "x", "4", element=(0,))),
    ("after(W[1, 0]) ≈ 0.5", Claim("after", "W", "0.5", element=(1, 0))),
    ("W[1][-1] == 4", Claim("value", "W", "4", element=(1, -1))),
    ("d(h[0], x[1]) == 2", Claim("d", "h", "2", "x", element=(0,), by_element=(1,))),
    ("d(h[0] (σ'·x₂), x) == 2", Claim("d", "h", "2", "x", "σ'·x₂", element=(0,))),
    ("d(L, h, edge) == [1, 1]", Claim("d", "L", "[1, 1]", "h", edge=True)),
    (
        "d(h[0] (of its line), x[1], edge) == ?",
        Claim("d", "h", "", "x", "of its line", element=(0,), by_element=(1,), edge=True),
    ),
    ("L == 0.65 ± 0.01", Claim("value", "L", "0.65", tolerance="0.01")),
    ("L == 0.65 +- 0.01", Claim("value", "L", "0.65", tolerance="0.01")),
    ("h ≈ [5, 11] +/- 1e-3", Claim("value", "h", "[5, 11]", tolerance="1e-3")),
    ("∂L/∂x == [4, 6]", Claim("d", "L", "[4, 6]", "x")),
    ("∂L/∂x[0] == 4", Claim("d", "L", "4", "x", by_element=(0,))),
    ("dL/dx[1] == 6", Claim("d", "L", "6", "x", by_element=(1,))),
    ("d_L/d_W == 6", Claim("d", "L", "6", "W")),
    ("dL/dx = [4, 6]", Claim("d", "L", "[4, 6]", "x")),
    ("dL/dx[0]=?", Claim("d", "L", "", "x", by_element=(0,))),
    ("∂L/∂x[0] = 4  # ok", Claim("d", "L", "4", "x", by_element=(0,))),
    ("x.grad == [4, 6]", Claim("grad", "x", "[4, 6]")),
]


@pytest.mark.parametrize(("typed", "claim"), CLAIMS)
def test_a_claim_says_what_is_written(typed: str, claim: Claim) -> None:
    assert parse(GIVEN + typed).claims == (claim,)


@pytest.mark.parametrize(("typed", "claim"), CLAIMS)
def test_a_claim_survives_document_and_text(typed: str, claim: Claim) -> None:
    graph = parse(GIVEN + typed)
    document = to_document(graph)
    del document["text"]
    again = from_document(document)
    assert again.claims == (claim,)
    assert parse(to_text(again)).claims == (claim,)
    assert parse(GIVEN + claim_text(claim)).claims == (claim,)
    assert from_json(to_json(graph)) == graph


@pytest.mark.parametrize("typed", [typed for typed, _ in CLAIMS])
def test_an_editor_knows_a_claim(typed: str) -> None:
    assert is_claim(typed.split("\n")[0]) == ("\n" not in typed)


@pytest.mark.parametrize(
    ("typed", "column", "sentence"),
    [
        ("L == 2*3", 6, "found '2*3'; write 6"),
        ("L == -(-2)", 6, "found '-(-2)'; write 2"),
        ("L == x", 6, "found 'x' where a number stands"),
        ("L == [1, x]", 10, "found 'x'"),
        ("L == [[1, 2], [3]]", 15, "the rows of this tensor differ"),
        ("L == 1/0", 6, "no finite value"),
        ("L == 1 ± x", 10, "a tolerance is a positive number, found 'x'"),
        ("L == 1 ± −2", 10, "a tolerance is a positive number, found '−2'"),
        ("L == 1 | 2", 10, "a tolerance is written ±"),
        ("x[0:2] == 1", 3, "a claim is about one element, as in x[0] or W[1, 0]"),
        ("x[y] == 1", 3, "a claim is about one element"),
        ("q[0] == 1", 1, "about 'q', which is not defined"),
        ("dx == 1", 1, "the gradient of 'x' is written grad(x)"),
        ("L == 0,28", 1, "written with a point: 0.28"),
        ("grad(x) == -0,28", 1, "written with a point: 0.28"),
        ("L <- 3", 1, "a value is given with =: write L = 3"),
        (f"L == 0.{'1' * 100}", 6, "at most 100 characters"),
    ],
)
def test_what_is_no_claim_says_why(typed: str, column: int, sentence: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(GIVEN + typed)
    assert sentence in caught.value.reason
    assert (caught.value.line, caught.value.column) == (5, column)


def test_a_long_list_is_claimed_up_to_a_bound() -> None:
    numbers = ", ".join(f"{i}.0625" for i in range(MAX_CLAIMED))
    (claim,) = parse(f"{GIVEN}x == [{numbers}]").claims
    assert claim.printed == f"[{numbers}]"
    with pytest.raises(ParseError, match="at most 1,000 numbers"):
        parse(f"{GIVEN}x == [{numbers}, 1]")


@pytest.mark.parametrize(
    "written",
    ["[1, 2", "[1 2]", "[[1], 2]", "[]", "[1,, 2]", "1]", "[x]", "1/0", "1/", "½½", "[" * 9 + "1"],
)
def test_what_is_no_number_is_not_claimed(written: str) -> None:
    assert claimed(written) is None


def test_a_claim_of_a_document_is_checked() -> None:
    document = to_document(parse(GIVEN + "d(h[0], x[1]) == 0.5 ± 0.1"))
    del document["text"]
    for key, value in {
        "element": [0.5],
        "by_element": [True],
        "tolerance": "-1",
        "printed": "[1, x]",
        "edge": 1,
    }.items():
        claims = document["claims"]
        assert isinstance(claims, list)
        broken = {**document, "claims": [{**claims[0], key: value}]}
        with pytest.raises(DocumentError, match=rf"claims\[0\].{key}"):
            from_document(broken)


def test_a_claim_goes_with_what_it_is_about() -> None:
    text = GIVEN + "grad(x[0]) == 4\n∂L/∂x == 2\nx.grad == 1\ndL/dW == 1\nh == [1, 2]\n"
    graph = without_parts(parse(text), ["x"])
    assert [claim_text(claim) for claim in graph.claims] == ["d(L, W) == 1", "h == [1, 2]"]
    assert "dL/dW == 1\nh == [1, 2]\n" in graph.source


def test_as_many_claims_are_read_as_before() -> None:
    text = GIVEN + "L == 1/2\n" * 1_000
    assert len(parse(text).claims) == 1_000 <= MAX_CLAIMS
