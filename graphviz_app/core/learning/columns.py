"""Which columns of a table feed which leaf: by their names, as a spreadsheet writes them, too."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, product
from math import prod

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.leaves import shape_in
from graphviz_app.core.wording import counted, listed, shortened, sized
from graphviz_app.errors import DataError

FED = ("input", "target")
"""What a table feeds, in the order in which columns without names are taken."""
Shapes = Mapping[str, tuple[int, ...]]
Places = Mapping[str, tuple[int, ...]]
"""By leaf: the columns of its elements, row by row; of a number one."""
_SHOWN = 12
"""Names that a message lists."""
_SUBSCRIPTS = {ord("₀") + digit: str(digit) for digit in range(10)}
_ELEMENT = re.compile(r"(.*?)\s*((?:\[[\d\s,]+\]\s*)+|(?:_\d+)+|\d+)")


def fed_leaves(graph: Graph) -> Shapes:
    """Inputs, then targets, each with the shape of its value."""
    leaves = [node for op in FED for node in graph.nodes.values() if node.op == op]
    return {node.id: shape_in(graph, node.id) for node in leaves}


def places_of(graph: Graph, names: Sequence[str], width: int, source: str) -> Places:
    """The columns of every input and target; raises DataError for one that has none.

    Without ``names`` they are taken in order: inputs, then targets.
    """
    leaves = fed_leaves(graph)
    if not leaves:
        raise DataError("the graph has no input and no target that a table could feed")
    if not names:
        return _in_order(leaves, width, source)
    found: dict[str, tuple[int, ...]] = {}
    free = {at: name.strip() for at, name in enumerate(names)}
    for find in (_exactly, _by_elements, _nearly, _by_numbers):
        for id_, places in find({i: s for i, s in leaves.items() if i not in found}, free):
            found[id_] = places
        taken = {at for places in found.values() for at in places}
        free = {at: name for at, name in free.items() if at not in taken}
    if len(found) < len(leaves):
        raise _missing(graph, {i: s for i, s in leaves.items() if i not in found}, names, source)
    _refuse_wider(graph, leaves, [names[at].strip() for at in free], source)
    return {id_: found[id_] for id_ in leaves}


def _in_order(leaves: Shapes, width: int, source: str) -> Places:
    sizes = [prod(shape) for shape in leaves.values()]
    if sum(sizes) != width:
        raise DataError(
            f"{source} has {counted(width, 'column')} without names, and {called(list(leaves))} "
            f"need{'s' if len(leaves) == 1 else ''} {sum(sizes)}; "
            "write the names into its first row"
        )
    return {
        id_: tuple(range(end - size, end))
        for id_, end, size in zip(leaves, accumulate(sizes), sizes, strict=True)
    }


def _refuse_wider(graph: Graph, leaves: Shapes, left: Sequence[str], source: str) -> None:
    """A column ``x[2]`` that nothing takes shows that the rows are not those of a vector of 2."""
    vectors = {folded(id_): id_ for id_, shape in leaves.items() if shape}
    for name in left:
        for whole, _ in _elements(name) if "[" in name else ():
            if whole in vectors:
                id_ = vectors[whole]
                what = f"the {graph.nodes[id_].op} {id_} is {sized(leaves[id_])}"
                raise DataError(f"{source} has a column {shortened(name)}, and {what}", column=name)


def _exactly(leaves: Shapes, free: Mapping[int, str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """By the very name: a number, or a list of one."""
    at = {name: place for place, name in free.items()}
    for id_, shape in leaves.items():
        if prod(shape) == 1 and id_ in at:
            yield id_, (at[id_],)


def _nearly(leaves: Shapes, free: Mapping[int, str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """By a name that differs in case, a subscript or ``_``, if there is only one."""
    columns, ids = defaultdict(list), defaultdict(list)
    for place, name in free.items():
        columns[folded(name)].append(place)
    for id_, shape in leaves.items():
        if prod(shape) == 1:
            ids[folded(id_)].append(id_)
    for key, (id_, *others) in ids.items():
        if not others and len(columns.get(key, ())) == 1:
            yield id_, (columns[key][0],)


def _by_elements(leaves: Shapes, free: Mapping[int, str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """``x[0]``, ``x[1]`` …; ``W[0, 1]`` or ``W[0][1]``."""
    yield from _by_index(leaves, {at: name for at, name in free.items() if "[" in name}, (0,))


def _by_numbers(leaves: Shapes, free: Mapping[int, str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """``x0``, ``x_1`` …; counted from 1 where there is no 0: ``x1``, ``x2``."""
    yield from _by_index(leaves, free, (0, 1))


def _by_index(
    leaves: Shapes, free: Mapping[int, str], firsts: Sequence[int]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    at: dict[tuple[str, tuple[int, ...]], list[int]] = defaultdict(list)
    for place, name in free.items():
        for element in _elements(name):
            at[element].append(place)
    for id_, shape in leaves.items():
        for first in firsts if shape else ():
            ways = [at.get((folded(id_), index), []) for index in _indices(shape, first)]
            if all(len(way) == 1 for way in ways):
                yield id_, tuple(place for (place,) in ways)
                break


def _elements(name: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What a column may be an element of: ``x_12`` is x[12], or x[1, 2]."""
    found = _ELEMENT.fullmatch(name.translate(_SUBSCRIPTS))
    if found and found[1].strip(" _"):
        numbers = re.findall(r"\d+", found[2])
        yield folded(found[1]), tuple(map(int, numbers))
        if len(numbers) == 1 and len(numbers[0]) > 1 and "[" not in name:
            yield folded(found[1]), tuple(map(int, numbers[0]))


def _indices(shape: tuple[int, ...], first: int) -> Iterator[tuple[int, ...]]:
    return product(*(range(first, first + size) for size in shape))


def folded(name: str) -> str:
    """A name without case, ``_`` and signs of mathematics: of x₁, X_1, x[1] and $x_{1}$ x1."""
    return re.sub(r"[\s_{}$\\\[\],]", "", unicodedata.normalize("NFKC", name)).casefold()


def _missing(graph: Graph, leaves: Shapes, names: Sequence[str], source: str) -> DataError:
    """Which leaf has no column, and which columns there are."""
    id_, shape = next(iter(leaves.items()))
    alike = [name for name in names if folded(name) == folded(id_)]
    if len(alike) > 1 and prod(shape) == 1:
        both = f"both {called(alike[:2])} could be meant"
        return DataError(f"{source} has no column {id_}, and {both}", column=id_)
    told = " and ".join(_by_role(graph, leaves))
    if shape:
        element = _first_absent(id_, shape, names)
        told = f"{element} for the {graph.nodes[id_].op} {id_}"
        return DataError(f"{source} has no column {told}; {_there(names)}", column=element)
    many = "s" if len(leaves) > 1 else ""
    return DataError(f"{source} has no column{many} for {told}; {_there(names)}", column=id_)


def _by_role(graph: Graph, ids: Iterable[str]) -> Iterator[str]:
    for op in FED:
        those = [id_ for id_ in ids if graph.nodes[id_].op == op]
        if those:
            yield f"the {op}{'s' if len(those) > 1 else ''} {called(those)}"


def _first_absent(id_: str, shape: tuple[int, ...], names: Sequence[str]) -> str:
    there = {element for name in names for element in _elements(name)}
    indices = list(_indices(shape, 0))
    absent = (index for index in indices if (folded(id_), index) not in there)
    return f"{id_}{list(next(absent, indices[0]))}"


def _there(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"its only column is {shortened(names[0])}"
    return f"its columns are {', '.join(map(shortened, names[:_SHOWN]))}{_more(names)}"


def _more(names: Sequence[str]) -> str:
    return f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""


def called(names: Sequence[str]) -> str:
    """``a, b and c``; of many the first ones."""
    return listed([shortened(name) for name in names], _SHOWN)
