"""The bundled fonts, so that pictures are the same everywhere."""

import importlib.util
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase

from graphviz_app.resources import font_files
from graphviz_app.theme import Theme

MATH_FAMILY = "STIX Two Math"
"""Also stands in for signs that Inter lacks."""


class Typeface(NamedTuple):
    """A font as data: hashable, so that texts can be cached by it. ``size`` is in pixels."""

    family: str
    size: int
    weight: int


@cache
def register_fonts() -> None:
    """Make the bundled families known to Qt, once; needs a QGuiApplication."""
    for path in (*font_files(), math_font_file()):
        QFontDatabase.addApplicationFont(str(path))


@cache
def math_font_file() -> Path:
    """STIX Two Math as shipped with ziamath, found without importing it (0.13 s)."""
    spec = importlib.util.find_spec("ziamath")
    assert spec is not None, "ziamath is a dependency"
    assert spec.origin is not None
    return Path(spec.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf"


def typeface(theme: Theme, size: float, weight: int = 500) -> Typeface:
    """The theme's sans serif at a design size, scaled with the theme."""
    return Typeface(theme.sans, max(1, round(theme.px(size))), weight)


@lru_cache(maxsize=256)
def qfont(typeface: Typeface) -> QFont:
    """The typeface for Qt, without hinting, which would differ between machines."""
    register_fonts()
    font = QFont()
    font.setFamilies([typeface.family, MATH_FAMILY])
    font.setPixelSize(typeface.size)
    font.setWeight(QFont.Weight(typeface.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def font(theme: Theme, size: float, weight: int = 500) -> QFont:
    """The theme's sans serif for widgets; ``size`` in design pixels."""
    return QFont(qfont(typeface(theme, size, weight)))


def mono_font(theme: Theme, size: float, weight: int = 400) -> QFont:
    """The theme's monospace for widgets; ``size`` in design pixels."""
    register_fonts()
    font = QFont(theme.mono)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(max(1, round(theme.px(size))))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
