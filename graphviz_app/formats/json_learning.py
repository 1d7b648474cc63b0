"""What a JSON document says of learning; nothing in it is believed unchecked."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from graphviz_app.core.graph import Attr, Graph
from graphviz_app.core.learning.settings import DataUse, Descent, Trained
from graphviz_app.core.wording import counted, near, shortened
from graphviz_app.errors import GraphError
from graphviz_app.formats.descent_rules import FIELDS, NUMBERS, WORDS, name_problem, said_of, unused
from graphviz_app.formats.json_place import Place
from graphviz_app.formats.language.learning.columns import is_column
from graphviz_app.formats.language.learning.fitting import no_parameter, other_shape
from graphviz_app.formats.language.learning.way import fitting_way
from graphviz_app.formats.limits import MAX_DATA, MAX_DESCENTS, MAX_PATH, MAX_STEPS, thousands
from graphviz_app.formats.values import attr_value, kind


def learning_content(graph: Graph) -> Iterator[tuple[str, object]]:
    """The entries of a document, as far as there is anything to say."""
    if graph.frozen:
        yield "frozen", list(graph.frozen)
    if graph.descents:
        yield "descents", [_descent_content(descent) for descent in graph.descents]
    if graph.data is not None:
        columns = {name: list(column) for name, column in graph.data.columns.items()}
        yield "data", {"columns": columns} if columns else {"path": graph.data.path}
    if graph.trained is not None:
        way, start = graph.trained, dict(graph.trained.start)
        yield "trained", {"step": way.step, "descent": way.descent, "start": start}


def _descent_content(descent: Descent) -> Mapping[str, object]:
    return {"optimizer": descent.optimizer, **said_of(descent)}


def with_learning(graph: Graph, top: Place) -> Graph:
    """The graph with what a document says; raises DocumentError with the place.

    A way that cannot have been gone with these parameters is left out.
    """
    descents = top.get("descents").items(MAX_DESCENTS)
    graph = replace(
        graph,
        frozen=_frozen(top.get("frozen"), graph),
        descents=tuple(_descent(place, graph) for place in descents),
        data=_data(top.get("data")),
    )
    return replace(graph, trained=fitting_way(graph, _trained(top.get("trained"))))


def _frozen(place: Place, graph: Graph) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for item in place.items():
        name = item.text()
        problem = no_parameter(graph, name)
        if problem or name in names:
            raise item.refused(problem or f"'{shortened(name)}' is already frozen")
        names[name] = None
    return tuple(names)


def _descent(place: Place, graph: Graph) -> Descent:
    said = place.mapping()
    for name in said:
        if name not in FIELDS:
            raise place.get(name).refused(
                f"a descent has no '{shortened(name)}'{near(name, FIELDS)}"
            )
    given = [name for name in FIELDS if said.get(name) is not None]
    fields = {name: _field(place.get(name), name, graph) for name in given}
    descent = Descent(**fields)  # type: ignore[arg-type]  # each was checked
    for name in fields:
        if problem := unused(name, descent.optimizer, descent.decline):
            raise place.get(name).refused(problem)
    return descent


def _field(place: Place, name: str, graph: Graph) -> object:
    if name in NUMBERS:
        return _number(place, name)
    if name in WORDS:
        word = place.text()
        if word not in WORDS[name]:
            raise place.refused(
                f"the {name} is one of {', '.join(WORDS[name])}{near(word, WORDS[name])}"
            )
        return word
    if name == "name":
        if problem := name_problem(place.text()):
            raise place.refused(problem)
        return place.value
    return _start(place, graph)


def _number(place: Place, name: str) -> float | int:
    rule, number = NUMBERS[name], place.number()
    if not rule.holds(number):
        raise place.refused(f"{name} is {rule.said}, found {kind(place.value)}")
    return int(number) if rule.whole else number


def _start(place: Place, graph: Graph) -> object:
    if not isinstance(place.value, dict):
        return _number(place, "seed")
    start = _values(place)
    for name, value in start.items():
        problem = no_parameter(graph, name) or other_shape(graph, name, value)
        if problem:
            raise place.get(name).refused(problem)
    if not start:
        raise place.refused("this start is empty")
    return start


def _values(place: Place) -> dict[str, Attr]:
    values: dict[str, Attr] = {}
    for name in place.mapping():
        try:
            values[name] = attr_value(place.get(name).value)  # type: ignore[arg-type]  # it checks
        except GraphError as error:
            raise place.get(name).refused(str(error)) from None
    return values


def _data(place: Place) -> DataUse | None:
    if place.value is None:
        return None
    at = place.get("path")
    path = at.text("")
    if place.get("columns").value is None:
        if not path.strip() or len(path) > MAX_PATH or not path.isprintable():
            raise at.refused(f"a path has 1 to {MAX_PATH} printable characters on one line")
        return DataUse(path)
    if path:
        raise at.refused("data is a file or columns, not both")
    return DataUse(columns=_columns(place.get("columns")))


def _columns(place: Place) -> Mapping[str, tuple[float, ...]]:
    columns: dict[str, tuple[float, ...]] = {}
    for name in place.mapping():
        at = place.get(name)
        if not is_column(name):
            raise at.refused("a column is called by a few printable characters")
        column = tuple(item.number() for item in at.items(MAX_DATA))
        first, *_ = *columns.values(), column
        if len(column) != len(first):
            sentence = f"{counted(len(first), 'row')}, this one {len(column)}"
            raise at.refused(f"the columns of a table are of one length: the first has {sentence}")
        columns[name] = column
        if len(column) * len(columns) > MAX_DATA:
            raise at.refused(f"at most {thousands(MAX_DATA)} numbers of a table are read")
    if not columns or not any(columns.values()):
        raise place.refused("this table is empty")
    return columns


def _trained(place: Place) -> Trained | None:
    if place.value is None:
        return None
    start = _values(place.get("start"))
    step, descent = _count(place.get("step"), MAX_STEPS), 0
    if place.get("descent").value is not None:
        descent = _count(place.get("descent"), MAX_DESCENTS - 1)
    return Trained(step, start, descent) if start else None


def _count(place: Place, most: int) -> int:
    number = place.number()
    if number != int(number) or not 0 <= number <= most:
        raise place.refused(f"a whole number from 0 to {thousands(most)} is expected")
    return int(number)
