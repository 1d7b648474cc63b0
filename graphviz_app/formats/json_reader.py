"""Reading a JSON document that may come from anywhere: nothing in it is believed unchecked."""

from collections.abc import Mapping

from graphviz_app.core.graph import Attr, Edge, Graph, Node
from graphviz_app.core.op import Op
from graphviz_app.core.oplib import OPS
from graphviz_app.core.running.configured import attr_kind
from graphviz_app.core.view import KEPT, WORDS, View
from graphviz_app.core.wording import near, operand_count, shortened
from graphviz_app.errors import GraphError
from graphviz_app.formats.completeness import in_order
from graphviz_app.formats.json_claims import known_node, read_claim
from graphviz_app.formats.json_nodes import PlainNodes, take_operands
from graphviz_app.formats.json_place import Place
from graphviz_app.formats.limits import (
    MAX_CLAIMS,
    MAX_GROUPS,
    MAX_LABEL,
    MAX_NAME,
    MAX_PIN,
    MAX_WHOLE,
    thousands,
)
from graphviz_app.formats.phrases import (
    group_problem,
    title_of,
    title_problem,
)
from graphviz_app.formats.values import attr_value, kind

FORMAT = 1
_LEARNING = ("frozen", "descents", "data", "trained")
"""What a document says of learning."""
_Pins = dict[str, tuple[float, float]]


def read_document(content: object, known: Mapping[str, Node]) -> tuple[Graph, str]:
    """The graph and the text kept with it; raises DocumentError with the place, or CycleError.

    Nodes that are the same as ``known`` ones are those.
    """
    top = Place(content)
    if not isinstance(content, dict):
        raise top.refused(f"a document is a mapping {{…}}, found {kind(content)}")
    _check_format(top.get("format"))
    written = top.get("nodes")
    nodes = _nodes(written, known)
    view = _view(top.get("view"))
    pins, others = _all_pins(top, nodes, view.reading or "operators")
    graph = Graph(
        nodes,
        _edges(written, nodes),
        output=_output(top.get("output"), nodes),
        title=_title(top.get("title")),
        learning_rate=_rate(top.get("learning_rate")),
        claims=tuple(read_claim(place, nodes) for place in top.get("claims").items(MAX_CLAIMS)),
        pins=pins,
        other_pins=others,
        labels=_labels(top.get("labels"), nodes),
        view=view,
    )
    in_order(graph)
    if any(top.get(key).value is not None for key in _LEARNING):
        from graphviz_app.formats.json_learning import with_learning  # late: few have it

        graph = with_learning(graph, top)
    return graph, top.get("text").text("")


def _check_format(place: Place) -> None:
    version = place.value
    if version is None:
        raise place.refused(f'this is not a graph document: "format": {FORMAT} is missing')
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise place.refused(f"the format is a whole number from 1, found {kind(version)}")
    if version > FORMAT:
        raise place.refused(
            f"this file was written by a newer version (format {version}); "
            f"this version reads format {FORMAT}, so please update"
        )


def _nodes(written: Place, known: Mapping[str, Node]) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    plain = PlainNodes(known)
    for number, item in enumerate(written.values()):
        node = plain.node(item) or _node(Place(item, number, written))
        if node.id in nodes:
            place = Place(item, number, written).get("id")
            raise place.refused(f"two nodes are both called '{node.id}'")
        nodes[node.id] = node
    return nodes


def _node(place: Place) -> Node:
    at = place.get("id")
    id_ = at.text()
    if not id_.strip() or len(id_) > MAX_NAME or "/" in id_ or not id_.isprintable():
        raise at.refused(f"an id has 1 to {MAX_NAME} printable characters and no '/'")
    at = place.get("op")
    op = OPS.get(at.text())
    if op is None:
        raise at.refused(f"there is no operator '{shortened(at.text())}'{near(at.text(), OPS)}")
    return Node(id_, op.name, _attrs(place.get("attrs"), op), _group(place.get("group")))


def _group(place: Place) -> str:
    path = place.text("")
    if path.count("/") >= MAX_GROUPS:
        raise place.refused(f"at most {MAX_GROUPS} groups can be inside each other")
    if path and (problem := group_problem(path.split("/"))):
        raise place.refused(problem)
    return path


def _attrs(place: Place, op: Op) -> dict[str, Attr]:
    attrs: dict[str, Attr] = dict(op.attrs)  # type: ignore[arg-type]  # a default is an Attr
    given = {} if place.value is None else place.mapping()
    for name in op.attrs:
        if f"${name}" in op.python and name not in given and not op.is_leaf:
            raise place.refused(f"{op.name} needs its {name}")
    for name in given:
        at = place.get(name)
        if name not in op.attrs:
            raise at.refused(f"{op.name} has no attribute '{name[:40]}'{near(name, op.attrs)}")
        attrs[name] = _leaf(at) if op.is_leaf and name == "value" else _attr(at, op.attrs[name])
    return attrs


def _leaf(place: Place) -> Attr:
    try:
        return attr_value(place.value)  # type: ignore[arg-type]  # it checks what it is given
    except GraphError as error:
        raise place.refused(str(error)) from None


def _attr(place: Place, default: object) -> Attr:
    value = place.value
    if isinstance(default, float) and not isinstance(value, bool):
        return place.number()
    if isinstance(default, tuple):
        return _whole_numbers(place)
    fits = isinstance(value, type(default))
    if default is None or (isinstance(default, int) and not isinstance(default, bool)):
        fits = value is default or (isinstance(value, int) and not isinstance(value, bool))
        if fits and isinstance(value, int) and abs(value) > MAX_WHOLE:
            raise place.refused(f"a whole number of at most {thousands(MAX_WHOLE)} is expected")
    if not fits:
        raise place.refused(f"{attr_kind(default)} is expected, found {kind(value)}")
    return value  # type: ignore[return-value]  # of its default's type


def _whole_numbers(place: Place) -> Attr:
    """A shape: a list of whole numbers."""
    sizes = [item.value for item in place.items()]
    if not all(isinstance(n, int) and not isinstance(n, bool) for n in sizes):
        raise place.refused("a list of whole numbers is expected")
    return tuple(sizes)


def _edges(written: Place, nodes: Mapping[str, Node]) -> dict[tuple[str, int], Edge]:
    edges: dict[tuple[str, int], Edge] = {}
    for number, (item, node) in enumerate(zip(written.values(), nodes.values(), strict=True)):
        if not take_operands(item, node, nodes, edges):
            for edge in _operands(Place(item, number, written).get("inputs"), node, nodes):
                edges[node.id, edge.slot] = edge
    return edges


def _operands(inputs: Place, node: Node, nodes: Mapping[str, Node]) -> list[Edge]:
    items = inputs.items()
    op = OPS[node.op]
    if len(items) > op.most:
        count = operand_count(len(op.operands))
        raise inputs.refused(f"{node.op} takes {count}, found {len(items)}")
    return [
        Edge(known_node(item, nodes), node.id, slot)
        for slot, item in enumerate(items)
        if item.value is not None
    ]


def _output(place: Place, nodes: Mapping[str, Node]) -> str | None:
    return None if place.value is None else known_node(place, nodes)


def _rate(place: Place) -> float | None:
    if place.value is None:
        return None
    rate = place.number()
    if rate <= 0:
        raise place.refused("the learning rate is a positive number")
    return rate


def _title(place: Place) -> str:
    written = place.text("")
    if problem := title_problem(written):
        raise place.refused(problem)
    return title_of(written)


def _pins(place: Place, nodes: Mapping[str, Node]) -> _Pins:
    if place.value is None:
        return {}
    pins: _Pins = {}
    for id_ in place.mapping():
        at = place.get(id_)
        numbers = [item.number() for item in at.items()]
        if len(numbers) != 2:
            raise at.refused(f"a pin is two numbers [x, y], found {len(numbers)}")
        if max(map(abs, numbers)) > MAX_PIN:
            raise at.refused(f"a pin is at most {thousands(MAX_PIN)} pixels away")
        if not id_.endswith("/"):  # of a folded group
            owner = id_.partition("[")[0].removesuffix(".one")  # of an element, of a bias's 1
            known_node(Place(owner, id_, at.within), nodes)
        pins[id_] = (numbers[0], numbers[1])
    return pins


def _all_pins(
    top: Place, nodes: Mapping[str, Node], reading: str
) -> tuple[_Pins, dict[str, _Pins]]:
    """The pins of operators, and those of other readings that this version knows.

    A document that does not tell them apart means those of the reading that it is looked at in.
    """
    pins, others = _pins(top.get("pins"), nodes), top.get("other_pins")
    if others.value is None:
        return (pins, {}) if reading == "operators" or not pins else ({}, {reading: pins})
    kinds = (kind for kind in WORDS["reading"] if kind in others.mapping())
    said = {kind: _pins(others.get(kind), nodes) for kind in kinds}
    return pins, {kind: at for kind, at in said.items() if at}


def _labels(place: Place, nodes: Mapping[str, Node]) -> dict[str, str]:
    if place.value is None:
        return {}
    labels: dict[str, str] = {}
    for id_ in place.mapping():
        at = place.get(id_)
        words = at.text()
        if not words.strip() or len(words) > MAX_LABEL or not words.isprintable():
            raise at.refused(f"a label has 1 to {MAX_LABEL} printable characters")
        labels[known_node(Place(id_, id_, at.within), nodes)] = words
    return labels


def _view(place: Place) -> View:
    if place.value is None:
        return View()
    known = KEPT
    for name in place.mapping():
        if name not in known:
            raise place.get(name).refused(
                f"the view has no setting '{shortened(name)}'{near(name, known)}"
            )
    return View(**{name: _setting(place.get(name), name) for name in known})  # type: ignore[arg-type]  # checked


def _setting(place: Place, name: str) -> str | bool | tuple[str, ...] | None:
    """A word, a switch or a list of groups of the view; None if it is not said."""
    words = WORDS.get(name)
    if place.value is None:
        return None
    if name == "folded":
        return tuple(one.text() for one in place.items())
    if words is None:
        if not isinstance(place.value, bool):
            raise place.refused(f"true or false is expected, found {kind(place.value)}")
        return place.value
    word = place.text()
    if word not in words:
        raise place.refused(f"the {name} is one of {', '.join(words)}{near(word, words)}")
    return word
