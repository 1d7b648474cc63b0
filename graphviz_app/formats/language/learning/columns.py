"""Tables in a text: ``data(x1=[0, 0, 1, 1], t=[0, 1, 1, 0])``, of a vector a row each."""

import ast
from collections.abc import Iterator, Mapping
from itertools import product

from graphviz_app.core.graph import shape_of
from graphviz_app.core.wording import counted
from graphviz_app.formats.language.numerals.literal import list_hint, tensor
from graphviz_app.formats.language.words.script import Script
from graphviz_app.formats.limits import MAX_DATA, MAX_NAME, thousands

Column = tuple[float, ...]


def read_columns(call: ast.Call, script: Script) -> Mapping[str, Column]:
    """The columns of a table by their names (``x[0]`` of a vector); raises ParseError."""
    columns: dict[str, Column] = {}
    first = ""
    for name, value in entries(call, script):
        for column, numbers in _columns(name, value, script):
            if column in columns:
                raise script.at(value, f"the column '{column}' is given twice")
            rows = len(numbers)
            first = first or column
            if rows != len(columns.get(first, numbers)):
                sentence = f"'{first}' has {counted(len(columns[first]), 'row')}, '{column}' {rows}"
                raise script.at(value, f"the columns of a table are of one length: {sentence}")
            columns[column] = numbers
            if rows * len(columns) > MAX_DATA:
                sentence = f"at most {thousands(MAX_DATA)} numbers of a table stand in a text"
                raise script.at(value, f'{sentence}; put them into a file, data("table.csv")')
    if not columns:
        raise script.at(call, "this table is empty: write its columns, data(x=[0, 1], t=[1, 0])")
    return columns


def entries(node: ast.expr, script: Script) -> Iterator[tuple[str, ast.expr]]:
    """The names and values of ``dict(w=1)`` or ``{"w": 1}``; raises ParseError."""
    if isinstance(node, ast.Call):
        for given in node.args:
            yield from entries(given, script)
        for keyword in node.keywords:
            if keyword.arg is None:
                raise script.at(keyword.value, "'**' says nothing here: write name=value")
            yield keyword.arg, keyword.value
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            yield _key(key, value, script), value
    else:
        raise script.at(node, f"name=value is expected, found '{script.excerpt(node)}'")


def _key(key: ast.expr | None, value: ast.expr, script: Script) -> str:
    match key:
        case ast.Constant(value=str(name)) if is_column(name):
            return name
    sentence = f"a name is 1 to {MAX_NAME} printable characters in quotes"
    raise script.at(key or value, sentence)


def is_column(name: str) -> bool:
    """Whether a column can be called this."""
    return bool(name.strip()) and len(name) <= MAX_NAME and name.isprintable()


def _columns(name: str, value: ast.expr, script: Script) -> Iterator[tuple[str, Column]]:
    numbers = tensor(value, script)
    if not isinstance(numbers, tuple):
        found = script.excerpt(value)
        hint = list_hint(value, script)
        raise script.at(value, f"a column is a list of numbers, found '{found}'{hint}")
    for element, place in _elements(shape_of(numbers)[1:]):
        yield f"{name}{element}", tuple(_at(row, place) for row in numbers)


def _elements(shape: tuple[int, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """``[0]``, ``[1]`` … of a vector; '' of a number."""
    for place in product(*map(range, shape)):
        yield f"[{','.join(map(str, place))}]" if place else "", place


def _at(row: object, place: tuple[int, ...]) -> float:
    for index in place:
        assert isinstance(row, tuple)
        row = row[index]
    assert isinstance(row, float)
    return row


def written_columns(columns: Mapping[str, Column]) -> dict[str, object]:
    """Columns as a text says them: those of all elements of a vector as rows."""
    written: dict[str, object] = {}
    parts: dict[str, dict[str, Column]] = {}
    for column, numbers in columns.items():
        whole, _, _ = column.partition("[")
        parts.setdefault(whole, {})[column] = numbers
    for whole, elements in parts.items():
        shape = _shape(whole, elements)
        rows = zip(*elements.values(), strict=True)
        written |= elements if shape is None else {whole: [_nested(row, shape) for row in rows]}
    return written


def _shape(whole: str, elements: Mapping[str, Column]) -> tuple[int, ...] | None:
    """The shape of what has just these elements, in order; None if nothing has."""
    last = [*elements][-1].removeprefix(whole)
    digits = last[1:-1].split(",")
    if not last or not all(digit.isascii() and digit.isdecimal() for digit in digits):
        return None
    shape = tuple(int(digit) + 1 for digit in digits)
    names = (f"{whole}{element}" for element, _ in _elements(shape))
    same = all(a == b for a, b in zip(names, [*elements, None], strict=False))
    return shape if same else None


def _nested(row: tuple[float, ...], shape: tuple[int, ...]) -> object:
    if len(shape) == 1:
        return list(row)
    each = len(row) // shape[0]
    return [_nested(row[i : i + each], shape[1:]) for i in range(0, len(row), each)]
