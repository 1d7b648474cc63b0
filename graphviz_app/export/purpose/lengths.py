"""Lengths as a person writes them: ``8.5cm``, ``85 mm``, ``240pt``, ``3,3in``, ``830px``."""

import re

from graphviz_app.core.wording import shortened
from graphviz_app.errors import GraphAppError

CM = 72 / 2.54
UNITS = {"pt": 1.0, "mm": CM / 10, "cm": CM, "in": 72.0, "px": 0.75}
"""Points of each: 72 to the inch; pixels are those of web pages, 96 to the inch."""
_LENGTH = re.compile(r"\s*(\d{1,6}(?:[.,]\d{0,6})?|[.,]\d{1,6})\s*([a-z]+)\s*", re.IGNORECASE)
_EXAMPLES = "8.5cm, 85mm, 240pt, 3.3in or 830px"


def length(text: str) -> float:
    """Points; raises GraphAppError with what a length looks like."""
    found = _LENGTH.fullmatch(text)
    factor = UNITS.get(found[2].lower()) if found else None
    if found is None or factor is None:
        unit = " (which unit?)" if re.fullmatch(r"\s*[\d.,]+\s*", text) else ""
        raise GraphAppError(f"'{shortened(text)}' is not a length such as {_EXAMPLES}{unit}")
    return float(found[1].replace(",", ".")) * factor


def bounded(text: str, least: str, most: str) -> float:
    """A length between two others; raises GraphAppError."""
    points = length(text)
    if not length(least) <= points <= length(most):
        raise GraphAppError(f"'{shortened(text)}' is not a length from {least} to {most}")
    return points


def in_cm(points: float) -> str:
    """``8.5 cm``, to the millimetre."""
    return f"{points / CM:.1f}".removesuffix(".0") + " cm"


def typed_cm(points: float) -> str:
    """As it is typed: ``8.5cm``."""
    return in_cm(points).replace(" ", "")


def in_points(points: float) -> str:
    """``4.1 pt``; never more than there is."""
    return f"{int(points * 10 + 1e-6) / 10:.1f}".removesuffix(".0") + " pt"
