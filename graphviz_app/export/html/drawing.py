"""The recorded picture as an SVG element of the page: what its script finds and rewrites."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from graphviz_app.covered import Asked
from graphviz_app.export.drawn.marks import Box, Image, Maths, Path, Shape, Words
from graphviz_app.export.html.recorded import Layer, Pair, Recorded
from graphviz_app.export.html.styles import Styles, short
from graphviz_app.export.svg.fonts import Face, Fonts
from graphviz_app.export.svg.numbers import path_data

_NODES = ("node", "halo", "total", "aside", "bias total")
_EDGES = ("edge", "active", "numbers", "plate")
_DIGITS = "0123456789.−·∞?⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
"""What other numbers may be made of."""
_UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)


class Drawing:
    """Writes layers; keeps the formulas that several of them share."""

    def __init__(self, recorded: Recorded, ends: Callable[[Layer], bool]) -> None:
        """``ends``: whether numbers of a layer end at one line, else they are in its middle."""
        self.styles = Styles()
        self.numbers: list[Asked] = []
        """What is asked for, by the number that stands in ``data-q``."""
        self.fonts = Fonts()
        """The letters that it needs."""
        self._recorded = recorded
        self._ends = ends
        self._known: dict[Asked, int] = {}
        self._formulas: dict[str, str] = {}
        self._ids: set[str] = set()

    def element(self, ways: Sequence[Path], names: "Names") -> str:
        """The whole; ``ways`` are the courses of edges, from source to target."""
        box = self._recorded.first.box
        layers = "\n".join(self._layer(layer, names) for layer in self._recorded.layers)
        lines = "".join(
            f'<path class="way" id="way-{i}" data-edge="{i}" d="{path_data(way)}"/>'
            for i, way in enumerate(ways)
        )
        shared = "".join(
            f'<path id="{name}" d="{shape}"/>' for shape, name in self._formulas.items()
        )
        return (
            f'<svg id="graph" viewBox="{_view(box)}" role="group" aria-label="{names.title}" '
            f'data-width="{short(box.width)}" data-height="{short(box.height)}">'
            f"<defs>{shared}</defs>\n<g>{lines}</g>\n{layers}\n"
            '<g id="moving" aria-hidden="true"></g>\n<g id="fields"></g></svg>'
        )

    def _layer(self, layer: Layer, names: "Names") -> str:
        count = self._recorded.states
        marks = "".join(self._mark(layer, i) for i in range(len(layer.marks)))
        everywhere = all(len(states) == count for states in layer.states)
        state = "" if everywhere else self._common(layer)
        return f"<g{self._about(layer, names)}{state}>{marks}</g>"

    def _common(self, layer: Layer) -> str:
        """When a layer is there, where all of its marks are there at the same times."""
        if len({*map(tuple, layer.states)}) != 1:
            return ""
        return f' data-s="{ranges(layer.states[0])}"'

    def _about(self, layer: Layer, names: "Names") -> str:
        kind = layer.kind.replace(" ", "-")
        words = f' class="{kind}"'
        if layer.kind in _NODES:
            words += f' data-node="{escape(str(layer.key))}"'
        if layer.kind in _EDGES:
            words += f' data-edge="{layer.key}"'
        if layer.kind == "node":
            words += f' id="{self._id(str(layer.key))}" tabindex="0" role="button"'
            words += f' aria-label="{names.node(str(layer.key))}"'
        if layer.kind == "edge" and isinstance(layer.key, int):
            words += f' tabindex="0" role="button" aria-label="{names.edge(layer.key)}"'
        return words

    def _id(self, key: str) -> str:
        name = "node-" + _UNSAFE.sub("-", key)
        while name in self._ids:
            name += "-"
        self._ids.add(name)
        return name

    # Marks

    def _mark(self, layer: Layer, place: int) -> str:
        pair, states = layer.marks[place], layer.states[place]
        alike = len({*map(tuple, layer.states)}) == 1
        whole = alike or len(states) == self._recorded.states
        when = "" if whole else f' data-s="{ranges(states)}"'
        return "".join(self._written(pair, when, self._ends(layer)))

    def _written(self, pair: Pair, when: str, ends: bool) -> Iterator[str]:
        match pair.light, pair.dark:
            case Shape() as light, Shape() as dark:
                yield self._shape(light, dark, when)
            case Words() as light, Words() as dark:
                yield self._words(light, dark, when, ends)
            case Maths() as light, Maths() as dark:
                yield from self._maths(light, dark, when)
            case Image() as light, _:
                yield _image(light, when)

    def _shape(self, light: Shape, dark: Shape, when: str) -> str:
        rules = self.styles.filled(light.fill, dark.fill)
        rules += self.styles.stroked(light.stroke, dark.stroke)
        if light.fill is not None and not light.winding and light.form == "path":
            rules += ";fill-rule:evenodd"
        return f'<path class="{self.styles.of(rules)}"{when} d="{path_data(light.path)}"/>'

    def _words(self, light: Words, dark: Words, when: str, ends: bool) -> str:
        rules = self.styles.lettered(light, dark)
        face = Face(light.family, light.weight)
        self.fonts.use(face, light.text if light.number is None else light.text + _DIGITS)
        about, x, wide = "", light.x, light.stretch[0]
        if light.number is not None:
            rules += f";text-anchor:{'end' if ends else 'middle'}"
            x += light.width * (1.0 if ends else 0.5)
            prefix = prefix_of(light.text)
            room = "" if light.number.room == float("inf") else short(light.number.room / wide)
            about = f' data-q="{self._asked(light.number.asked)}" data-c="{light.number.cell}"'
            about += f' data-w="{short(light.width / wide)}"'
            about += f' data-p="{escape(prefix)}"' if prefix else ""
            about += f' data-room="{room}"' if room else ""
        place = f'x="{short(x, 2)}" y="{short(light.y, 2)}"'
        if light.stretch != (1.0, 1.0):
            scale = " ".join(short(factor, 4) for factor in light.stretch)
            moved = f"translate({short(x, 2)} {short(light.y, 2)}) scale({scale})"
            place = f'transform="{moved}"'
        name = self.styles.of(rules)
        return f'<text class="{name}"{when}{about} {place}>{escape(light.text)}</text>'

    def _asked(self, asked: Asked) -> int:
        if asked not in self._known:
            self._known[asked] = len(self.numbers)
            self.numbers.append(asked)
        return self._known[asked]

    def _maths(self, light: Maths, dark: Maths, when: str) -> Iterator[str]:
        """Curves from a place of their own, so that the same formula stands there once."""
        for (colour, curve), (other, _) in zip(light.curves, dark.curves, strict=True):
            shape = path_data(curve, (light.x, light.y))
            if not shape:
                continue
            name = self._formulas.setdefault(shape, f"m{len(self._formulas)}")
            fill = light.fill._replace(color=colour), dark.fill._replace(color=other)
            rules = self.styles.of(self.styles.filled(*fill))
            at = f'x="{short(light.x, 2)}" y="{short(light.y, 2)}"'
            yield f'<use class="{rules}"{when} href="#{name}" {at}/>'


class Names:
    """What screen readers call things; ready to stand in an attribute."""

    def __init__(self, title: str, nodes: Callable[[str], str], edges: Callable[[int], str]):
        self.title = escape(title)
        self._nodes, self._edges = nodes, edges

    def node(self, id_: str) -> str:
        return escape(self._nodes(id_))

    def edge(self, index: int) -> str:
        return escape(self._edges(index))


def prefix_of(text: str) -> str:
    """What stands before a number: the sign of a factor, of a tangent."""
    return next((sign for sign in ("×\N{THIN SPACE}", "∂ ", "•\N{THIN SPACE}") if
                 text.startswith(sign)), "")  # fmt: skip


def ranges(states: Iterable[int]) -> str:
    """``0-4 7``: numbers in a row as their ends."""
    rows: list[list[int]] = []
    for state in states:
        if rows and rows[-1][-1] == state - 1:
            rows[-1][1:] = [state]
        else:
            rows.append([state])
    return " ".join("-".join(map(str, row)) for row in rows)


def _view(box: Box) -> str:
    return " ".join(short(number, 2) for number in box)


def _image(image: Image, when: str) -> str:
    box, data = image.box, b64encode(image.png).decode()
    size = f'x="{short(box.x)}" y="{short(box.y)}" width="{short(box.width)}"'
    size += f' height="{short(box.height)}" preserveAspectRatio="none"'
    return f'<image{when} {size} href="data:image/png;base64,{data}"/>'
