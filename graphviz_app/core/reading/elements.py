"""Elements of vectors and matrices by name, ``h[0]`` and ``W[0,1]``, and back."""

import re
from collections.abc import Container

Shape = tuple[int, ...]
At = tuple[int, ...]

_ELEMENT = re.compile(r"(.+?)\[(\d+(?:,\d+)*)\]$")


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
    match = _ELEMENT.match(id_)
    name = match[1] if match else id_.partition("[")[0]
    return name if name in nodes else None


def place_of(id_: str, shape: Shape) -> At | None:
    """Where in its owner, which has this shape, an element is; None of what is none."""
    match = _ELEMENT.match(id_)
    if match is None:
        return None
    at = tuple(int(number) for number in match[2].split(","))
    if is_row(shape) and len(at) == 1:
        at = tuple(0 if size == 1 and len(shape) > 1 else at[0] for size in shape)
    fits = len(at) == len(shape) and all(i < size for i, size in zip(at, shape, strict=True))
    return at if fits else None
