r"""Named styles: how each kind of line, area and text looks, said once.

They are found while a picture is written, and declared before it as ``\tikzset``.
"""

import re
from collections.abc import Collection, Hashable, Sequence

from graphviz_app.export.drawn.marks import Fill, Mark, Maths, Shape, Stroke, Words
from graphviz_app.export.tex.colours import Colours
from graphviz_app.export.tex.geometry import number
from graphviz_app.theme import Theme

_NUMBER = re.compile(r"(?:[×•]\N{THIN SPACE})?(?:[−+]?[\d.,]+(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?%?|[−+]?∞|nan)")
_BOLD = 600
_THICK = 2.5
"""Pixels of the design from which on a line is that of something active, or of the output."""
_OPAQUE = 0.995
_CAPS = {"round": "round", "square": "rect"}
LEAVES = "input", "parameter", "target"


class Styles:
    """What has been asked for so far, by name."""

    def __init__(self, colours: Colours, theme: Theme) -> None:
        self.colours = colours
        self.sans = theme.sans
        self._scale = theme.scale
        self._names: dict[Hashable, str] = {}
        self._options: dict[str, str] = {}

    def declarations(self) -> list[str]:
        """A line for each style."""
        return [f"{name}/.style={{{options}}}," for name, options in self._options.items()]

    def shape(self, kind: str, fill: Fill | None, stroke: Stroke | None, *more: str) -> str:
        """Of an area or a line; ``more`` are options that all of its kind have."""
        options = [*self._filled(fill), *self._drawn(stroke), *more]
        return self._named(self._role(kind, fill, stroke), options)

    def before(self, gap: Mark) -> str:
        """A line below another one, that keeps others away from it."""
        assert isinstance(gap, Shape)
        style = self._named("gap", ["solid", "-", *self._drawn(gap.stroke)])
        return f"preaction={{{style}}}"

    def words(self, mark: Words) -> str:
        """Of a line of text."""
        weight = r"\bfseries\boldmath" if mark.weight >= _BOLD else ""
        family = r"\ttfamily" if "Mono" in mark.family else r"\sffamily"
        font = rf"font=\gvsize{{{number(mark.size)}}}{family}{weight}"
        return self._named(self._told(mark), ["gv/text", *self._coloured(mark.fill), font])

    def maths(self, mark: Maths) -> str:
        """Of a formula, or a name set as one."""
        color = self.colours.named(mark.fill.color).removeprefix("gv-")
        role = {"ink": "name", "muted": "formula", "parameter-text": "weight"}.get(color, color)
        font = rf"font=\gvsize{{{number(mark.size)}}}"
        return self._named(role, ["gv/text", *self._coloured(mark.fill), font])

    def _told(self, mark: Words) -> str:
        color = self.colours.named(mark.fill.color).removeprefix("gv-").removesuffix("-text")
        if (
            color == "ink" and is_number(mark.text) and not mark.text.startswith("×")
        ):  # in print they differ in weight alone
            return "value" if mark.weight >= _BOLD else "gradient"
        return {"ink": "sign", "muted": "note"}.get(color, color)

    def _named(self, role: str, options: Sequence[str]) -> str:
        said = ", ".join(options)
        name = self._names.get((role, said))
        if name is None:
            name, count = f"gv/{role}", 1
            while name in self._options:
                count += 1
                name = f"gv/{role} {count}"
            self._names[role, said] = name
            self._options[name] = said
        return name

    def _of_edge(self, filled: str, stroke: Stroke | None) -> str:
        if stroke is None:
            return "mark" if filled else "edge"
        return "active edge" if stroke.width > _THICK * self._scale else "edge"

    def _filled(self, fill: Fill | None) -> list[str]:
        if fill is None:
            return []
        options = [f"fill={self.colours.named(fill.color)}"]
        return options + ([f"fill opacity={fill.opacity:.2g}"] if fill.opacity < _OPAQUE else [])

    def _drawn(self, stroke: Stroke | None) -> list[str]:
        if stroke is None:
            return []
        options = [
            f"draw={self.colours.named(stroke.color)}",
            rf"line width={number(stroke.width)}\gvpx",
        ]
        if stroke.opacity < _OPAQUE:
            options.append(f"draw opacity={stroke.opacity:.2g}")
        options += [f"line cap={_CAPS[stroke.cap]}"] if stroke.cap in _capped(stroke) else []
        options += [f"line join={stroke.join}"] if stroke.join != "miter" else []
        return options + ([_dashes(stroke.dash)] if stroke.dash else [])

    def _coloured(self, fill: Fill) -> list[str]:
        options = [f"text={self.colours.named(fill.color)}"]
        return options + ([f"text opacity={fill.opacity:.2g}"] if fill.opacity < _OPAQUE else [])

    def _role(self, kind: str, fill: Fill | None, stroke: Stroke | None) -> str:
        """What a style is called by the kind of thing that it is used for."""
        filled = self.colours.named(fill.color).removeprefix("gv-") if fill else ""
        drawn = self.colours.named(stroke.color).removeprefix("gv-") if stroke else ""
        if kind == "edge":
            return self._of_edge(filled, stroke)
        if kind == "box" or kind in LEAVES:
            return "group" if kind == "box" else kind
        if kind != "node":
            return "plate" if kind == "numbers" else kind.replace(" ", "-") or "mark"
        if stroke and drawn == "ink" and stroke.width > _THICK * self._scale:
            return "output"
        return {"ground": "plate", "": drawn or "line"}.get(filled, filled)


def _capped(stroke: Stroke) -> Collection[str]:
    """Caps that are seen: those of dashes make them longer."""
    return ("round", "square") if stroke.dash else ("round",)


def _dashes(dash: tuple[float, ...]) -> str:
    words = ("on", "off")
    parts = (rf"{words[place % 2]} {number(part)}\gvpx" for place, part in enumerate(dash))
    return f"dash pattern={' '.join(parts)}"


def is_number(text: str) -> bool:
    """Whether it is a number as it is shown, perhaps behind the sign of a factor or tangent."""
    return _NUMBER.fullmatch(text) is not None
