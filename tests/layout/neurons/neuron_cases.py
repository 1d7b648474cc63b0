"""Networks to lay out, with sizes as a scene would measure them."""

from itertools import combinations

from graphviz_app.core.autodiff import run
from graphviz_app.core.read_as import read_as
from graphviz_app.formats import parse
from graphviz_app.layout import Box, Layout, Size
from graphviz_app.layout.geometry import Round
from graphviz_app.layout.neurons.courses import around
from tests.layout.layout_cases import Case, overlap, samples, within


def neuron_case(text: str) -> Case:
    """The text as neurons; circles with a name above and a bias below, weights on their edges."""
    reading = read_as(run(parse(text), partial=True), "neurons", ()).reading
    sizes: dict[str, Size] = {}
    for id_ in reading.nodes:
        if id_ in reading.neurons:
            below = Size(115, 20) if reading.neurons[id_].bias else Size(0, 0)
            sizes[id_] = Round.of(84, Size(30, 24), below, down=_sideways(below))
        elif any(reading.edges[index].weight for index in reading.outgoing[id_]):
            sizes[id_] = Round.of(58, below=Size(50, 20), down=Round.of(58, above=Size(50, 20)))
        else:
            sizes[id_] = Size(150, 62)
    return Case(reading, sizes, [Size(90, 36) if e.weight else None for e in reading.edges])


def _sideways(bias: Size) -> Round:
    """The same from top to bottom: the name on the left, the bias on the right in two rows."""
    right = Size(60, 40) if bias.width else bias
    return Round.of(84, left=Size(34, 20), right=right)


def _size(case: Case, layout: Layout, id_: str) -> Size:
    return case.sizes[id_].towards(layout.direction)


def overlaps(case: Case, layout: Layout) -> list[tuple[str, str]]:
    """Nodes with what is written at them, and weights on edges, that share some room."""
    boxes = [
        (id_, box)
        for id_, at in layout.nodes.items()
        for box in around(at, _size(case, layout, id_))
    ]
    boxes += [(str(i), path.label) for i, path in enumerate(layout.edges) if path.label]
    return [
        (one, other)
        for (one, box), (other, another) in combinations(boxes, 2)
        if one != other and overlap(box, another, slack=0.01)
    ]


def met(case: Case, layout: Layout) -> list[tuple[int, str]]:
    """Edges that run through a node at which they do not end."""
    bodies = {id_: body(case, layout, id_) for id_ in layout.nodes}
    return [
        (index, id_)
        for index, (edge, path) in enumerate(zip(case.reading.edges, layout.edges, strict=True))
        for id_, box in bodies.items()
        if id_ not in (edge.source, edge.target)
        and any(within(point, box, 2.0) for point in samples(path))
    ]


def body(case: Case, layout: Layout, id_: str) -> Box:
    """The square around a circle, or a box."""
    return around(layout.nodes[id_], _size(case, layout, id_))[0]
