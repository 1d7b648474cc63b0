"""Lengths and paths as SVG writes them: hundredths of a pixel, and no sign too many."""

from collections.abc import Iterator

from graphviz_app.export.drawn.marks import Path, Step

_HUNDREDTHS = 100


def length(x: float) -> str:
    """``12.3``, ``.5``, ``-4``."""
    return _text(round(x * _HUNDREDTHS))


def _text(hundredths: int) -> str:
    sign, (whole, rest) = "-" * (hundredths < 0), divmod(abs(hundredths), _HUNDREDTHS)
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{rest:02}".rstrip("0")


def path_data(path: Path, origin: tuple[float, float] = (0.0, 0.0)) -> str:
    """The ``d`` of a path, relative to where it is; rounded so that errors do not add up."""
    return "".join(_commands(path, origin))


def _commands(path: Path, origin: tuple[float, float]) -> Iterator[str]:
    here = start = (0, 0)
    last = ""
    for letter, at in path:
        if letter == "Z":
            here, last = start, "z"
            yield "z"
            continue
        points = _points((letter, at), origin)
        if letter == "M":
            start = here = points[-1]
            last = "M"
            yield f"M{_joined(points, (0, 0))}"
            continue
        kind = letter.lower()
        written = _joined(points, here)
        yield (
            written
            if kind == last and written[0] == "-"
            else (f" {written}" if kind == last else f"{kind}{written}")
        )
        here, last = points[-1], kind


def _points(step: Step, origin: tuple[float, float]) -> list[tuple[int, int]]:
    pairs = zip(step[1][::2], step[1][1::2], strict=True)
    return [(_rounded(x - origin[0]), _rounded(y - origin[1])) for x, y in pairs]


def _joined(points: list[tuple[int, int]], before: tuple[int, int]) -> str:
    written = ""
    for x, y in points:
        for number in (x - before[0], y - before[1]):
            text = _text(number)
            written += text if not written or text[0] == "-" else f" {text}"
    return written


def _rounded(x: float) -> int:
    return round(x * _HUNDREDTHS)
