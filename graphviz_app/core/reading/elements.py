"""Elements of vectors and matrices by name, ``h[0]`` and ``W[0,1]``, and back."""

from collections.abc import Container

from graphviz_app.patterns import late

Shape = tuple[int, ...]
At = tuple[int, ...]

_ELEMENT = late(r"(.+?)\[(\d+(?:,\d+)*)\]$")


def is_row(shape: Shape) -> bool:
    """Whether it is a number, a vector, or a matrix that is a single row or column."""
    return len(shape) < 2 or (len(shape) == 2 and 1 in shape)


def element_id(owner: str, at: At, shape: Shape) -> str:
    """What an element is called; of a single row or column by one number, of a number itself."""
    if not shape:
        return owner
    place = (max(at),) if is_row(shape) else at
    return f"{owner}[{','.join(map(str, place))}]"


def owner_of(id_: str, nodes: Container[str]) -> str | None:
    """The node that an id means: itself, or the one that an element is of; None if it is gone."""
    if id_ in nodes:
        return id_
    parts = parts_of(id_)
    name = parts[0] if parts is not None else id_.partition("[")[0]
    return name if name in nodes else None


def parts_of(id_: str) -> tuple[str, At] | None:
    """Whose element it is, and its numbers; None of what is none."""
    match = _ELEMENT.match(id_)
    return None if match is None else (match[1], tuple(map(int, match[2].split(","))))


def place_of(id_: str, shape: Shape) -> At | None:
    """Where in its owner, which has this shape, an element is; None of what is none."""
    parts = parts_of(id_)
    if parts is None:
        return None
    at = parts[1]
    if is_row(shape) and len(at) == 1:
        at = tuple(0 if size == 1 and len(shape) > 1 else at[0] for size in shape)
    fits = len(at) == len(shape) and all(i < size for i, size in zip(at, shape, strict=True))
    return at if fits else None
