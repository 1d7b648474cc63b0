"""A theme made ready for painting: colours and typefaces, looked up once."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor

from graphviz_app.core.read_run import ReadRun
from graphviz_app.scene.typeset.fonts import Typeface, typeface
from graphviz_app.theme import Theme


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """Colours as QColor and the typefaces of every kind of text in the picture."""

    theme: Theme
    canvas: QColor
    ink: QColor
    muted: QColor
    faint: QColor
    hairline: QColor
    value: QColor
    gradient: QColor
    derivative: QColor
    """Of gradients, or in forward mode of tangents."""
    node: QColor
    outline: QColor
    edge: QColor
    tab: QColor
    target: QColor
    group: QColor
    """The translucent ground of a group."""
    deepest_ground: QColor
    """The canvas under a group in a group: numbers on edges are readable there too."""
    number: Typeface
    gradient_number: Typeface
    wire_value: Typeface
    wire_gradient: Typeface
    sign: Typeface
    word_sign: Typeface
    """For signs that are words: tanh, ReLU."""
    wire_word_sign: Typeface
    """The same as large as the numbers on wires."""
    caption: Typeface
    mark: Typeface
    wire_mark: Typeface

    def ground_in(self, groups: int) -> QColor:
        """The canvas under so many groups in each other."""
        ground = self.canvas
        for _ in range(groups):
            ground = laid_over(self.group, ground)
        return ground

    def px(self, length: float) -> float:
        """A length of the design, scaled with the theme."""
        return self.theme.px(length)

    def name_size(self, size: float) -> float:
        """Of a name, in lengths of the design: not smaller than numbers in a dense figure."""
        return max(size, _SMALLEST * self.theme.letters) if self.theme.letters > 1.0 else size

    @property
    def name_of_parameter(self) -> QColor:
        """The colour of a weight's or a bias's name, which stands on the canvas."""
        return readable(QColor(self.theme.parameter), self.deepest_ground)

    @property
    def updated(self) -> QColor:
        """The colour of a number that a step of learning has changed."""
        return self.toned("parameter")

    @property
    def smallest_number(self) -> float:
        """Size of the smallest type of numbers on cards and edges."""
        return float(min(self.number.size, self.gradient_number.size))

    @property
    def smallest_on_wires(self) -> float:
        """The same of numbers on wires."""
        return float(min(self.wire_value.size, self.wire_gradient.size))

    def toned(self, tone: str) -> QColor:
        """The colour of what has this tone: ``value``, ``gradient``, ``tangent``, ``parameter``."""
        return QColor(self.theme.toned(tone))

    def leaf_colors(self, op: str) -> tuple[QColor, QColor]:
        """Fill and outline of a leaf."""
        theme = self.theme
        match op:
            case "input":
                return QColor(theme.input_tint), QColor(theme.input)
            case "parameter":
                return QColor(theme.parameter_tint), QColor(theme.parameter)
            case "target":
                return QColor(theme.target_tint), QColor(theme.target)
            case _:
                return self.node, self.outline


_SMALLEST = 12.5
"""Of the text in the design."""
_COLORS = (
    "canvas", "ink", "muted", "faint", "hairline", "value", "gradient", "derivative", "node",
    "outline", "edge", "tab", "target",
)  # fmt: skip


@lru_cache(maxsize=16)
def style_of(theme: Theme) -> Style:
    """The theme's style."""
    colors = {name: QColor(getattr(theme, name)) for name in _COLORS}
    group = faded(colors["edge"], 0.0 if theme.plain else 0.07)
    bold, light = (700, 400) if theme.plain else (600, 500)
    dense = theme.letters
    return Style(
        theme=theme,
        **colors,
        group=group,
        deepest_ground=laid_over(group, laid_over(group, colors["canvas"])),
        number=typeface(theme, 13 * dense, bold),
        gradient_number=typeface(theme, 12.5 * dense, light),
        wire_value=typeface(theme, 16 * dense, bold),
        wire_gradient=typeface(theme, 16 * dense, light),
        sign=typeface(theme, max(19, 13 * dense), 500),
        word_sign=typeface(theme, 13 * dense, 600),
        wire_word_sign=typeface(theme, 16 * dense, 600),
        caption=typeface(theme, 12.5 * dense, 600),
        mark=typeface(theme, 12.5 * dense, 600),
        wire_mark=typeface(theme, 16 * dense, 500),
    )


def theme_of(theme: Theme, run: ReadRun) -> Theme:
    """The theme in which a run is painted: in forward mode with the colour of tangents."""
    return theme if run.wrt is None else theme.in_forward_mode()


READABLE = 4.5
"""The contrast of text to its background that WCAG 2.1 asks for."""


@lru_cache(maxsize=256)
def _readable(color: int, ground: int) -> QColor:
    text, behind = QColor.fromRgba(color), QColor.fromRgba(ground)
    dark_ground = _luminance(behind) < 0.18
    while contrast(text, behind) < READABLE and 0 < text.lightness() < 255:
        text = text.lighter(104) if dark_ground else text.darker(104)
    return text


def readable(color: QColor, ground: QColor) -> QColor:
    """The colour itself, or as much deeper as it takes to be read on the ground."""
    return _readable(color.rgba(), ground.rgba())


def contrast(a: QColor, b: QColor) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.1)."""
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: QColor) -> float:
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in _rgb(color))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _rgb(color: QColor) -> tuple[float, float, float]:
    return color.redF(), color.greenF(), color.blueF()


def laid_over(color: QColor, ground: QColor) -> QColor:
    """What a translucent colour looks like on an opaque ground."""
    a = color.alphaF()
    mixed = (
        a * over + (1 - a) * under for over, under in zip(_rgb(color), _rgb(ground), strict=True)
    )
    return QColor.fromRgbF(*mixed)


def faded(color: QColor, opacity: float) -> QColor:
    """The colour at an opacity from 0 to 1."""
    result = QColor(color)
    result.setAlphaF(opacity)
    return result
