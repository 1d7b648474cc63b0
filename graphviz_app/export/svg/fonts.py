"""The letters that a picture uses, as fonts in the file."""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graphviz_app.resources import font_files
from graphviz_app.scene.typeset.fonts import math_font_file

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

MATHS = "STIX Two Text"
"""Where the file's fonts are not read, the text face of the same design is, if it is there."""
SIGNS = "Graph Signs"
"""For what Inter lacks; a name of its own, since it has no other letters."""
_WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}


class Face(NamedTuple):
    """A font as a style sheet knows it."""

    family: str
    weight: int = 400
    italic: bool = False


class Fonts:
    """Collects which characters are used of which face, and by which of a font's they are drawn."""

    def __init__(self) -> None:
        self._used: defaultdict[Face, dict[str, str]] = defaultdict(dict)

    def use(self, face: Face, text: str) -> None:
        """These are drawn by the font's own characters, as far as it has them.

        What no font here has, such as emoji, is left to those of whoever reads the file.
        """
        lacking = set(text) - _characters(face_file(face))
        self._used[face].update((one, one) for one in text if one not in lacking)
        if signs := lacking & _characters(face_file(Face(SIGNS))):
            self._used[Face(SIGNS)].update((one, one) for one in sorted(signs))

    def use_letter(self, face: Face, letter: str, drawn: str) -> bool:
        """A letter drawn as another one of the font, an italic; False if it is taken already."""
        return self._used[face].setdefault(letter, drawn) == drawn

    def sheet(self) -> str:
        """The fonts as CSS."""
        return "\n".join(_rule(face, used) for face, used in self._used.items() if used)


def _rule(face: Face, used: Mapping[str, str]) -> str:
    data = b64encode(_subset(face_file(face), tuple(sorted(used.items())))).decode("ascii")
    italic = ";font-style:italic" * face.italic
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight}{italic};'
        f'src:url(data:font/woff;base64,{data}) format("woff")}}'
    )


@cache
def face_file(face: Face) -> Path:
    """The bundled font of a family and weight."""
    name = face.family.replace(" ", "")
    files = [path for path in font_files() if path.stem.startswith(f"{name}-")]
    found = {_WEIGHTS.get(path.stem.partition("-")[2], 0): path for path in files}
    if not found:
        return math_font_file()
    return min(found.items(), key=lambda one: abs(one[0] - face.weight))[1]


@cache
def _characters(file: Path) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@lru_cache(maxsize=64)
def _subset(file: Path, used: tuple[tuple[str, str], ...]) -> bytes:
    """A WOFF with the glyphs of some characters, and which letters they stand for."""
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont

    features = [] if file == math_font_file() else ["calt", "kern"]
    options = Options(layout_features=features, hinting=False, name_IDs=[], glyph_names=False)
    options.drop_tables += ["MATH", "gasp", "GDEF"] + ([] if features else ["GPOS", "GSUB"])
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(drawn for _, drawn in used))
    with TTFont(file, lazy=True, recalcTimestamp=False) as font:
        subsetter.subset(font)
        _stand_for(font, dict(used))
        font.flavor = "woff"
        written = BytesIO()
        font.save(written)
    return written.getvalue()


def _stand_for(font: "TTFont", used: Mapping[str, str]) -> None:
    glyphs = font.getBestCmap() or {}
    told = {ord(one): glyphs[ord(drawn)] for one, drawn in used.items() if ord(drawn) in glyphs}
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({code: glyph for code, glyph in told.items() if code < 0x10000})
