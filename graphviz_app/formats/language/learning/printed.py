"""How a text says what there is to say of learning."""

import ast
import keyword
from collections.abc import Iterator, Mapping

from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.names import data_now, descent_now
from graphviz_app.core.learning.settings import DataUse, Descent
from graphviz_app.formats.descent_rules import said_of
from graphviz_app.formats.language.learning.columns import written_columns
from graphviz_app.formats.language.learning.mentions import quoted
from graphviz_app.formats.language.words.grammar import python_expression
from graphviz_app.numbers import as_typed


def learning_lines(graph: Graph, names: Mapping[str, str]) -> Iterator[str]:
    """A line for each; ``names`` is how nodes are called in the text."""
    frozen = [names[id_] for id_ in graph.frozen if id_ in names]
    if frozen:
        yield print_frozen(frozen)
    for descent in graph.descents:
        yield print_descent(descent_now(descent, names.get))
    if graph.data is not None:
        data = data_now(graph.data, lambda id_: names.get(id_, id_))
        yield print_data(data or graph.data)


def print_frozen(names: list[str] | tuple[str, ...]) -> str:
    """``frozen(w, b)``"""
    return f"frozen({', '.join(names)})"


def print_descent(descent: Descent) -> str:
    """``descent("adam", rate=0.1)``"""
    fields = {name: value for name, value in said_of(descent).items() if name != "optimizer"}
    written = (f"{name}={_value(value)}" for name, value in fields.items())
    return f"descent({', '.join([quoted(descent.optimizer), *written])})"


def print_data(data: DataUse) -> str:
    """``data("xor.csv")``, or the columns."""
    if data.path or not data.columns:
        return f"data({quoted(data.path)})"
    return f"data({_entries(written_columns(data.columns))})"


def _value(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        entries = _entries(value)
        return entries if entries.startswith("{") else f"dict({entries})"
    return as_typed(value)


def _entries(values: Mapping[str, object]) -> str:
    """``w=0.3, b=1``; where a name cannot stand there, ``{"z.parameter1": 0.3}``."""
    if all(map(_is_keyword, values)):
        return ", ".join(f"{name}={as_typed(value)}" for name, value in values.items())
    pairs = ", ".join(f"{quoted(name)}: {as_typed(value)}" for name, value in values.items())
    return f"{{{pairs}}}"


def _is_keyword(name: str) -> bool:
    """Whether a name is read as it is written before a ``=``."""
    if not name.isidentifier() or keyword.iskeyword(name) or keyword.issoftkeyword(name):
        return False
    return name.isascii() or _reads_as_itself(name)


def _reads_as_itself(name: str) -> bool:
    match python_expression(f"dict({name}=1)"):
        case ast.Call(keywords=[ast.keyword(arg=read)]):
            return read == name
    return False
