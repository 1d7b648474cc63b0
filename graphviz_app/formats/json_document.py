"""The JSON document: everything the text says, and pins, labels and view besides."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from graphviz_app.core.graph import Claim, Graph, Node
from graphviz_app.core.view import KEPT
from graphviz_app.errors import DocumentError
from graphviz_app.formats.json_pieces import loads
from graphviz_app.formats.json_reader import FORMAT, read_document
from graphviz_app.formats.json_writer import Dumps, plain
from graphviz_app.formats.language.text import said_by
from graphviz_app.formats.undisturbed import undisturbed

Json = Mapping[str, object]


def to_document(graph: Graph) -> dict[str, object]:
    """The graph as plain lists, mappings, numbers and strings."""
    content: dict[str, object] = {"format": FORMAT, "title": graph.title, "output": graph.output}
    if graph.learning_rate is not None:
        content["learning_rate"] = graph.learning_rate
    if graph.frozen or graph.descents or graph.data or graph.trained:
        from graphviz_app.formats.json_learning import learning_content  # late: few have it

        content.update(learning_content(graph))
    content["nodes"] = [_node(graph, node) for node in graph.nodes.values()]
    if graph.claims:
        content["claims"] = [_claim(claim) for claim in graph.claims]
    if graph.pins:
        content["pins"] = {id_: list(place) for id_, place in graph.pins.items()}
    if graph.other_pins or (graph.pins and graph.view.reading not in (None, "operators")):
        content["other_pins"] = {
            kind: {id_: list(place) for id_, place in pins.items()}
            for kind, pins in graph.other_pins.items()
        }
    if graph.labels:
        content["labels"] = dict(graph.labels)
    view = {name: said for name in KEPT if (said := getattr(graph.view, name)) is not None}
    if not view.get("folded"):
        view.pop("folded", None)
    if view:
        content["view"] = view
    if graph.source:
        content["text"] = graph.source
    return content


def to_json(graph: Graph, dumps: Dumps | None = None) -> str:
    """The document as text, one node a line; raises DocumentError for a number JSON cannot hold.

    ``dumps`` knows what was written before of the same tensors.
    """
    dumps = dumps or Dumps()
    try:
        text = "".join(_lines(to_document(graph), dumps))
        dumps.forget_others()
        return text
    except ValueError:
        raise DocumentError("a node holds infinity or nan, which a document cannot say") from None


def from_json(text: str) -> Graph:
    """Read a document; raises DocumentError with the place, or CycleError."""
    with undisturbed():
        return from_document(_content(text))


def _content(text: str) -> object:
    try:
        return loads(text.removeprefix("\ufeff"), _no_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise DocumentError(f"this is not JSON: {error.msg.lower()}", place) from None
    except RecursionError:
        raise DocumentError("lists are nested too deeply to be a document") from None
    except ValueError:
        raise DocumentError("a number in this document is too long to be read") from None


def from_document(content: object) -> Graph:
    """The graph of a document that has been read into lists and mappings."""
    said = _said(content)
    graph, text = read_document(content, said.nodes if said else {})
    same = said is not None and said.without_extras() == graph.without_extras()
    kept = text and (same or not graph.nodes)
    return replace(graph, source=text) if kept else graph


def _said(content: object) -> Graph | None:
    """What the text in a document says, if it is not more than the document."""
    match content:
        case {"text": str(text), "nodes": list(nodes), **others} if text and nodes:
            claims = others.get("claims")
            return said_by(text, len(nodes), len(claims) if isinstance(claims, list) else 0)
    return None


def _no_constant(word: str) -> float:
    raise DocumentError(f"{word} is not a number a document can hold")


def _node(graph: Graph, node: Node) -> Json:
    written: dict[str, object] = {"id": node.id, "op": node.op}
    if node.attrs:
        written["attrs"] = dict(node.attrs)
    incoming = graph.incoming[node.id]
    if incoming:
        inputs: list[str | None] = [None] * (incoming[-1].slot + 1)
        for edge in incoming:
            inputs[edge.slot] = edge.source
        written["inputs"] = inputs
    if node.group:
        written["group"] = node.group
    return written


def _claim(claim: Claim) -> Json:
    written: dict[str, object] = {"kind": claim.kind, "of": claim.of}
    if claim.element:
        written["element"] = list(claim.element)
    if claim.by:
        written["by"] = claim.by
    if claim.by_element:
        written["by_element"] = list(claim.by_element)
    if claim.edge:
        written["edge"] = True
    written["printed"] = claim.printed
    if claim.tolerance:
        written["tolerance"] = claim.tolerance
    if claim.note:
        written["note"] = claim.note
    return written


def _lines(content: Json, dumps: Dumps) -> Iterator[str]:
    opening = "{"
    for key, value in content.items():
        yield f"{opening}{plain(key)}: "
        if isinstance(value, list) and value:
            yield "[\n  " + ",\n  ".join(map(dumps.text, value)) + "\n ]"
        else:
            yield plain(value)
        opening = ",\n "
    yield "}\n"
