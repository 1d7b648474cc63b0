"""What can be shown: each kind of thing as a graph."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from graphviz_app.core.graph import Graph
from graphviz_app.core.naming import is_name
from graphviz_app.core.wording import shortened
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.tracing import micrograd, networks
from graphviz_app.formats.tracing.functions import calling
from graphviz_app.formats.tracing.naming import Named, names_of
from graphviz_app.formats.tracing.pytorch import walk
from graphviz_app.formats.tracing.pytorch.tensors import is_tensor
from graphviz_app.formats.tracing.traced import Traced, traced

KINDS = (
    "a graph, a text, a path, a trace, a value of micrograd, a tensor of PyTorch, a graph of "
    "networkx, or a function with examples of its arguments"
)


def trace_of(
    thing: object,
    args: Sequence[object] = (),
    more: Mapping[str, object] | None = None,
    variables: Mapping[str, object] | None = None,
) -> Traced:
    """A thing as a graph; raises GraphAppError with what is wrong, in one sentence.

    ``args`` and ``more`` are the arguments of a function; for values of other programs ``more``
    has their names. ``variables`` are those of whoever asks: names where none are given.
    """
    more = more or {}
    if _is_function(thing):
        return _of_function(thing, args, more, variables or {})  # type: ignore[arg-type]
    if args:
        kind = type(thing).__name__
        raise GraphAppError(f"only a function takes examples of arguments, and this is {kind}")
    if _is_recorded(thing):
        return _of_value(thing, names_of(more, variables or {}))
    if more:
        raise GraphAppError(f"there is nothing here to be called '{next(iter(more))}'")
    if networks.is_network(thing):
        return traced(*networks.record(thing))
    return Traced(_graph(thing))


def _of_value(thing: object, names: Sequence[Named]) -> Traced:
    record: Callable[[Any, Sequence[Named]], Any]
    record = walk.record if is_tensor(thing) else micrograd.record
    return traced(*record(thing, names))


def _is_recorded(thing: object) -> bool:
    """Whether a value knows what it was computed from. Tensors are asked first: they warn."""
    return is_tensor(thing) or micrograd.is_value(thing)


def _is_function(thing: object) -> bool:
    known = isinstance(thing, Graph | type) or _is_recorded(thing)
    return callable(thing) and not known and not networks.is_network(thing)


def _of_function(
    function: Callable[..., object],
    args: Sequence[object],
    more: Mapping[str, object],
    variables: Mapping[str, object],
) -> Traced:
    """Of tensors and micrograd's values a function is only called: they note everything."""
    if not any(map(_notes, (*args, *more.values()))):
        return traced(*calling.record(function, args, more))
    arguments = dict(calling.bound(function, args, more))
    result = function(*args, **more)
    name = calling.name_of(function)
    first = result[0] if isinstance(result, tuple | list) and result else result
    if not _notes(first):
        raise GraphAppError(f"{name} gives nothing that was computed from what it was given")
    names = {**variables, **arguments, "function": function}
    names[name if is_name(name) else "result"] = first
    return _of_value(first, names_of({}, names))


def _notes(thing: object) -> bool:
    """Whether a thing knows what it was computed from, or a list of such."""
    if isinstance(thing, list | tuple):
        return any(map(_notes, thing))
    return _is_recorded(thing)


def _graph(thing: object) -> Graph:
    from graphviz_app.core.trace import Trace
    from graphviz_app.formats.files import load

    if isinstance(thing, Graph):
        return thing
    if isinstance(thing, Trace):
        return thing.graph
    if is_file(thing):
        return load(thing)  # type: ignore[arg-type]  # a path, or a text that is one
    if isinstance(thing, str):
        return _parsed(thing)
    told = shortened(f"{type(thing).__module__}.{type(thing).__name__}", 60)
    raise GraphAppError(f"{told} cannot be shown; what can be is {KINDS}")


def _parsed(text: str) -> Graph:
    from graphviz_app.formats.files import read_in
    from graphviz_app.formats.incoming import Incoming

    if not text.strip():
        raise GraphAppError("this text is empty: write for example x = input(1.5)")
    return read_in(Incoming("the text", "", text)).graph


def is_file(thing: object) -> bool:
    """Whether a thing is a path, or a text that names a file."""
    return isinstance(thing, os.PathLike) or (isinstance(thing, str) and is_path(thing))


def is_path(text: str) -> bool:
    """Whether a text is the name of a file, rather than a graph."""
    if "\n" in text or len(text) > 1000:
        return False
    suffix = Path(text).suffix.lower()
    named = bool(suffix) and suffix[1:].isalnum() and "=" not in text and "(" not in text
    return named or os.path.exists(text)  # noqa: PTH110  # quiet about names that cannot exist
