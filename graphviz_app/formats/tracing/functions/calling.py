"""A function, run once on symbols: arguments become leaves, and what it computes a graph."""

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

from graphviz_app.arrays import np
from graphviz_app.core.naming import is_name
from graphviz_app.core.oplib import OPS
from graphviz_app.core.wording import listed, shortened
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.tracing.functions.symbol import Symbol
from graphviz_app.formats.tracing.functions.tape import Tape
from graphviz_app.formats.tracing.naming import LIBRARIES, role_of
from graphviz_app.formats.tracing.recording import Recording


def record(
    function: Callable[..., object], args: Sequence[object], more: Mapping[str, object]
) -> tuple[Recording, int]:
    """What a function computes of these arguments, and which entry its result is.

    Whatever the function raises is raised. GraphAppError if it cannot be called with them, or
    gives nothing that depends on them.
    """
    tape, name = Tape(Symbol), name_of(function)
    arguments = bound(function, args, more)
    given = {
        word: _symbols(tape, word, value, "parameter" if word in more else "input")
        for word, value in arguments
    }
    plain = [given[word] for word, _ in arguments if word not in more]
    try:
        with _watched(tape):
            result = function(*plain, **{word: given[word] for word in more})
    except (TypeError, ValueError) as error:  # NumPy's own, about a refusal of ours
        if isinstance(error.__cause__, GraphAppError):
            raise error.__cause__ from None
        raise
    output = _output(tape, name, result)
    entry = tape.recording.entries[output]
    if entry.operands and not entry.name and is_name(name) and name not in OPS:
        entry.name = name
    words = [word for word, _ in arguments]
    called = f"{name}({', '.join(words)})"
    tape.recording.title = called if is_name(name) else f"A function of {listed(words, 5)}"
    return tape.recording, output


def name_of(function: Callable[..., object]) -> str:
    """What a function is called."""
    return str(getattr(function, "__name__", type(function).__name__))


def bound(
    function: Callable[..., object], args: Sequence[object], more: Mapping[str, object]
) -> list[tuple[str, object]]:
    """The arguments with their names; raises GraphAppError where they do not fit."""
    try:
        signature = inspect.signature(function)
        known = [
            parameter.name
            for parameter in signature.parameters.values()
            if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
        ]
        signature.bind(*args, **more)
    except TypeError as error:
        hint = ", with examples of its arguments: show(f, 1.0, w=2.0)" if not args else ""
        raise GraphAppError(f"{name_of(function)} takes other arguments: {error}{hint}") from None
    except ValueError:  # a function of C says nothing of its arguments
        known = []
    names = [*known[: len(args)], *(f"x{i}" for i in range(len(known), len(args)))]
    return [*zip(names, args, strict=True), *more.items()]


def _symbols(tape: Tape, name: str, value: object, role: str) -> object:
    """A leaf for numbers; lists and dicts of such as they are; anything else unchanged."""
    if value is None or isinstance(value, str | bytes | bool) or callable(value):
        return value
    if isinstance(value, Mapping):
        return {key: _symbols(tape, f"{name}_{key}", part, role) for key, part in value.items()}
    if isinstance(value, list | tuple) and not _is_table(value):
        stem = f"{name}_" if name[-1:].isdecimal() else name
        parts = [_symbols(tape, f"{stem}{i}", part, role) for i, part in enumerate(value)]
        return parts if isinstance(value, list) else tuple(parts)
    try:
        return tape.leaf(role_of(name, role), value, name)
    except (TypeError, ValueError, OverflowError):
        return value


def _is_table(value: object) -> bool:
    """Whether it is an even table of plain numbers."""
    if not isinstance(value, list | tuple):
        return isinstance(value, int | float) and not isinstance(value, bool)
    sizes = {len(part) if isinstance(part, list | tuple) else -1 for part in value}
    return len(sizes) == 1 and all(map(_is_table, value))


def _output(tape: Tape, name: str, result: object) -> int:
    found = [*_parts(result)]
    if isinstance(result, np.ndarray) and found:
        return tape.index_of(result)
    if result is None:
        raise GraphAppError(f"{name} gives nothing back: end it with return and the value to show")
    if not found:
        told = shortened(repr(result))
        raise GraphAppError(
            f"{name} gives {told}, which does not depend on what it was given: there is no graph"
        )
    if len(found) > 1:
        tape.recording.remark(f"{name} gives {len(found)} values: gradients are those of the first")
    return found[0].index


def _parts(result: object) -> Iterator[Symbol]:
    if isinstance(result, Symbol):
        yield result
    elif isinstance(result, Mapping):
        for part in result.values():
            yield from _parts(part)
    elif isinstance(result, list | tuple) or (isinstance(result, np.ndarray) and result.ndim):
        for part in result:
            yield from _parts(part)


@contextmanager
def _watched(tape: Tape) -> Iterator[None]:
    """Names of the variables that hold values when a function of the program returns."""

    def seen(frame: FrameType, event: str, _: object) -> None:
        if event == "return" and _is_users(frame):
            for name, value in frame.f_locals.items():
                _call(tape, name, value)

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        yield
    finally:
        sys.setprofile(before)


def _is_users(frame: FrameType) -> bool:
    """Whether a function is one of the program's own, not one of a library."""
    module = str(frame.f_globals.get("__name__", "")).partition(".")[0]
    return module == "__main__" or module not in (*LIBRARIES, *sys.stdlib_module_names)


def _call(tape: Tape, name: str, value: Any) -> None:
    """The outermost function returns last: its names stay."""
    if isinstance(value, Symbol) and value.tape is tape and not name.startswith("_"):
        entry = tape.recording.entries[value.index]
        if entry.operands:
            entry.name = name
