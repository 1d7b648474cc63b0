"""What a program calls its values: names that are given, and variables of whoever shows them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

MOST = 50_000
"""Objects that are looked at in search of names."""
DEEPEST = 8
_PRIVATE = re.compile(r"_|(?:self|In|Out)$")
_PLAIN = (str, bytes, int, float, complex, bool, type(None))
LIBRARIES = frozenset(
    ("builtins", "numpy", "torch", "networkx", "graphviz_app", "IPython", "ipykernel", "types",
     "matplotlib", "pandas", "PySide6", "threading", "logging", "asyncio", "_frozen_importlib")
)  # fmt: skip
"""Modules in which no variable of a program is."""

Path = tuple[str | int, ...]
"""How a value is reached: ``("model", "layers", 0, "w")``."""


class Named(NamedTuple):
    """A value, and how it is reached."""

    path: Path
    value: object
    rank: int
    """What the name is worth: 0 given, 1 an attribute, 2 a variable, 3 an element of a list."""


def names_of(given: Mapping[str, object], variables: Mapping[str, object]) -> list[Named]:
    """All names there are, the best ones first."""
    found = [*_given(given), *_in_variables(variables)]
    return sorted(found, key=lambda named: (named.rank, len(named.path)))


def _given(given: Mapping[str, object]) -> Iterator[Named]:
    """A value by its keyword; what holds values, by names of its own."""
    for name, thing in given.items():
        for path, value, rank in _reached(thing, name):
            yield Named(path if len(path) == 1 else path[1:], value, rank - 9)


def _in_variables(variables: Mapping[str, object]) -> Iterator[Named]:
    for name, thing in [*variables.items()]:
        if not _PRIVATE.match(name):
            yield from _reached(thing, name)


def _reached(thing: object, name: str) -> Iterator[Named]:
    """The thing, and what is reached from it by indices, keys and attributes, nearest first.

    Nothing of it is called, but for the names that a PyTorch module has for its parameters.
    """
    waiting = [Named((name,), thing, 2)]
    seen: set[int] = set()
    for named in waiting:
        path, one, _ = named
        if id(one) in seen or isinstance(one, _PLAIN) or len(seen) > MOST:
            continue
        seen.add(id(one))
        yield named
        if len(path) < DEEPEST:
            waiting += [Named((*path, key), part, rank) for key, part, rank in _parts(named)]


def _parts(named: Named) -> Iterator[tuple[str | int, object, int]]:
    thing, rank = named.value, named.rank
    inside = 3 if rank == 2 else rank
    if isinstance(thing, Mapping):
        yield from ((k, part, inside) for k, part in thing.items() if isinstance(k, str | int))
    elif isinstance(thing, list | tuple):
        yield from ((i, part, inside) for i, part in enumerate(thing))
    elif callable(parameters := getattr(type(thing), "named_parameters", None)):
        yield from ((name, part, 1) for name, part in parameters(thing))
    elif _is_users_own(thing):
        yield from ((k, part, 1) for k, part in vars(thing).items() if not k.startswith("_"))


def _is_users_own(thing: object) -> bool:
    """Whether its attributes may hold values: of a class of the program, not of a library."""
    library = type(thing).__module__.partition(".")[0]
    plain = not isinstance(thing, type) and hasattr(thing, "__dict__")
    return plain and library not in LIBRARIES and not hasattr(thing, "_prev")


def short_names(paths: Mapping[int, Path]) -> dict[int, str]:
    """A name for each path: its last word and the indices before it, else all of it."""
    short = {key: _short(path) for key, path in paths.items()}
    counts: dict[str, int] = {}
    for name in short.values():
        counts[name] = counts.get(name, 0) + 1
    return {key: name if counts[name] == 1 else _whole(paths[key]) for key, name in short.items()}


def _short(path: Path) -> str:
    words = _words(path)
    names = [word for word in words if not word.isdecimal()]
    return (names[-1] if names else "v") + "_".join(word for word in words if word.isdecimal())


def _whole(path: Path) -> str:
    """All words, each with the indices behind it; those that lead go to the end."""
    words = _words(path)
    first = next((i for i, word in enumerate(words) if not word.isdecimal()), len(words))
    found: list[str] = []
    for word in words[first:]:
        if word.isdecimal():
            found[-1] += word if found[-1][-1:].isalpha() else f"_{word}"
        else:
            found.append(word)
    return "_".join([*found, *words[:first]]) or "v"


def _words(path: Path) -> list[str]:
    return [word for part in path for word in str(part).split(".") if word]


_TARGET = re.compile(r"(?:t|ys?|yb|targets?|labels?|y_?true|y_?train|ground_truth)(?:_?\d+)*", re.I)
_INPUT = re.compile(r"(?:xs?|xb|x_?train|inputs?|data|features?)(?:_?\d+)*", re.I)


_PARAMETER = re.compile(r"(?:w|b|u|v|theta|θ)(?:_?\d+)*|(?:params?|weights?|bias(?:es)?)\w*", re.I)


def role_of(name: str, otherwise: str) -> str:
    """What a leaf of this name is: ``x`` an input, ``w`` a parameter, ``target`` a target."""
    roles = {"target": _TARGET, "input": _INPUT, "parameter": _PARAMETER}
    return next((role for role, pattern in roles.items() if pattern.fullmatch(name)), otherwise)


def natural(name: str) -> tuple[str, str]:
    """Sorts w2 before w10."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(9), name), name


def by_identity(names: Iterable[Named], wanted: Iterable[object]) -> dict[int, str]:
    """The names of these objects, by their ids; none for those that have no name."""
    ids = {id(one) for one in wanted}
    paths: dict[int, Path] = {}
    for path, value, _ in names:
        if id(value) in ids:
            paths.setdefault(id(value), path)
    return short_names(paths)
