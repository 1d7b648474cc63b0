"""Areas, lines, images and curves as elements; curves that come again are written once."""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator

from graphviz_app.export.drawn.marks import Fill, Image, Maths, Path, Shape, Words
from graphviz_app.export.svg.numbers import length, path_data
from graphviz_app.export.svg.styles import Styles, filled, stroked


class Curves:
    """Curves that may come again: letters."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._names: dict[str, str] = {}

    def use(self, path: Path, class_: str) -> str:
        """A path, by its name, where it is."""
        if not path:
            return ""
        x, y = path[0][1]
        data = path_data(path, (x, y))
        name = self._names.setdefault(data, f"{self._prefix}{len(self._names)}")
        return f'<use class="{class_}" xlink:href="#{name}" x="{length(x)}" y="{length(y)}"/>'

    def definitions(self) -> str:
        """All of them."""
        return "".join(f'<path id="{name}" d="{data}"/>' for data, name in self._names.items())


class Drawing:
    """Writes marks that are no text."""

    def __init__(self, styles: Styles, curves: Curves) -> None:
        self._styles, self._curves = styles, curves
        self.kinds: Counter[str] = Counter()

    def shape(self, shape: Shape) -> str:
        """An area, a line, or both."""
        rule = "" if shape.winding or shape.fill is None else ";fill-rule:evenodd"
        said = f"{filled(shape.fill)}{rule if _crosses(shape) else ''}{stroked(shape.stroke)}"
        class_ = self._styles.name(said)
        return f'<{_form(shape)} class="{class_}"/>'

    def image(self, image: Image) -> str:
        """Pixels."""
        x, y, width, height = map(length, image.box)
        data = b64encode(image.png).decode("ascii")
        seen = f' opacity="{length(image.opacity)}"' * (image.opacity < 0.999)
        return (
            f'<image x="{x}" y="{y}" width="{width}" height="{height}"{seen} '
            f'preserveAspectRatio="none" xlink:href="data:image/png;base64,{data}"/>'
        )

    def outlined(self, words: Words) -> str:
        """A line of text as curves, glyph by glyph."""
        class_ = self._styles.name(filled(words.fill))
        return "".join(self._curves.use(path, class_) for path in _glyphs(words))

    def formula(self, maths: Maths) -> str:
        """A formula as curves."""
        parts = (
            self._curves.use(path, self._styles.name(filled(Fill(color, maths.fill.opacity))))
            for color, path in maths.curves
        )
        return "".join(parts)


def _glyphs(words: Words) -> Iterator[Path]:
    start = 0
    for count in words.glyphs or (len(words.outline),):
        yield words.outline[start : start + count]
        start += count


def _crosses(shape: Shape) -> bool:
    """Whether the rule by which it is filled can make a difference."""
    return shape.form == "path" and sum(step[0] == "M" for step in shape.path) > 1


def _form(shape: Shape) -> str:
    x, y, width, height = map(length, shape.box)
    if shape.form in ("rectangle", "rounded"):
        radius = f' rx="{length(shape.radius)}"' * (shape.form == "rounded")
        return f'rect x="{x}" y="{y}" width="{width}" height="{height}"{radius}'
    return f'path d="{path_data(shape.path)}"'
