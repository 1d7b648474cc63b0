"""Large documents are written and read in pieces, and say the same as in one go."""

import json
import random

import numpy as np
import pytest

from graphviz_app.core.graph import Attr, Graph, Node
from graphviz_app.errors import DocumentError
from graphviz_app.formats import from_json, json_pieces, to_json
from graphviz_app.formats import json_writer as dumping
from graphviz_app.formats.json_writer import Dumps, plain
from graphviz_app.formats.values import attr_value

SHAPES = ((3,), (2500,), (1, 2500), (2500, 1), (50, 50), (3, 7, 101), (2, 1200, 1))


def _tensor(*shape: int) -> Attr:
    return attr_value(np.random.default_rng(1).normal(size=shape).tolist())


def _of(**values: Attr) -> Graph:
    return Graph({id_: Node(id_, "input", {"value": value}) for id_, value in values.items()}, {})


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("piece", [1, 7, 300, 20_000])
def test_a_tensor_in_pieces_is_the_same_json(
    shape: tuple[int, ...], piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dumping, "PIECE", piece)
    monkeypatch.setattr(dumping, "LONG", 0)
    item = {"id": "W", "op": "input", "attrs": {"value": _tensor(*shape)}, "group": "a/b"}
    assert Dumps().text(item) == plain(item)


def test_a_tensor_that_is_still_there_is_not_written_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[object] = []

    def in_pieces(value: tuple[object, ...]) -> str:
        written.append(value)
        return plain(value)

    monkeypatch.setattr(dumping, "_in_pieces", in_pieces)
    dumps, graph = Dumps(), _of(a=_tensor(2000), b=_tensor(30, 50))
    dumps.take(graph)
    assert len(written) == 2
    changed = graph.with_attrs("a", value=_tensor(1500))
    assert to_json(changed, dumps) == to_json(changed)
    assert len(written) == 3 + 2  # the new one; and both where nothing was kept
    assert to_json(changed, dumps) == to_json(changed, Dumps())
    assert len(written) == 3 + 4


def test_what_a_document_does_not_hold_any_more_is_not_kept() -> None:
    dumps, graph = Dumps(), _of(a=_tensor(2000), b=_tensor(2000))
    to_json(graph, dumps)
    assert len(dumps._kept) == 2
    to_json(graph.without(["b"]), dumps)
    assert len(dumps._kept) == 1


def test_infinity_in_a_large_tensor_is_refused() -> None:
    graph = _of(a=(float("inf"), *[1.0] * 3000))
    with pytest.raises(DocumentError, match="infinity"):
        to_json(graph)


def _read(text: str) -> object:
    """The graph, or what is said about the text."""
    try:
        return from_json(text)
    except DocumentError as error:
        return str(error)


def test_a_document_read_in_pieces_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text, rng = to_json(_of(a=_tensor(3, 4), b=1.5, c=_tensor(2))), random.Random(4)
    texts = [text, json.dumps(json.loads(text)), json.dumps(json.loads(text), indent=3), "{}", "[]"]
    for _ in range(400):
        at = rng.randrange(len(text))
        texts.append(
            text[:at] + rng.choice(["", ",", "]", "}", '"', "NaN", ":", "1"]) + text[at + 1 :]
        )
    whole = [_read(text) for text in texts]
    monkeypatch.setattr(json_pieces, "WHOLE", 0)
    assert [_read(text) for text in texts] == whole
    assert isinstance(whole[0], Graph)


def test_the_items_of_a_large_document_are_read_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_pieces, "WHOLE", 0)
    pieces: list[int] = []
    decode = json.JSONDecoder.raw_decode

    def raw_decode(self: json.JSONDecoder, text: str, at: int = 0) -> tuple[object, int]:
        value, end = decode(self, text, at)
        pieces.append(end - at)
        return value, end

    monkeypatch.setattr(json.JSONDecoder, "raw_decode", raw_decode)
    graph = Graph({f"x{i}": Node(f"x{i}", "input", {"value": 1.0}) for i in range(500)}, {})
    assert from_json(to_json(graph)) == graph
    assert max(pieces) < 100
