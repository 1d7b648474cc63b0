"""Colours by name, so that each is changed in one place."""

from graphviz_app.theme import Theme

_NAMED = (
    "ink", "muted", "faint", "value", "gradient", "tangent", "parameter", "input", "target",
    "value_tint", "gradient_tint", "tangent_tint", "parameter_tint", "input_tint", "target_tint",
    "node", "tab", "outline", "edge", "hairline", "wrong", "low", "high",
)  # fmt: skip
_KIN = 90.0
"""How far apart in red, green and blue a colour and its deeper kin are at most."""
_DEEPENED = "value", "gradient", "tangent", "parameter", "input", "target", "muted", "ink"
_LIGHT = 0.8
"""Above this brightness a ground is that of paper."""


class Colours:
    """Names for the colours of a theme, and for others that turn up, in that order."""

    def __init__(self, theme: Theme, ground: str) -> None:
        self.ground = ground.lower()
        self._theme = theme
        self._names = {self.ground: "gv-ground"}
        for name in _NAMED:
            self._names.setdefault(getattr(theme, name).lower(), _spelled(name))
        self._used = {self.ground}

    @property
    def is_dark(self) -> bool:
        """Whether the ground has to be painted, since paper is not of its colour."""
        return sum(_parts(self.ground)) / (3 * 255) < _LIGHT

    def named(self, color: str) -> str:
        """Its name."""
        color = color.lower()
        self._used.add(color)
        if color not in self._names:
            self._names[color] = self._free(self._kin(color))
        return self._names[color]

    def named_as(self, name: str) -> str:
        """The name of a colour of the theme, as of its tones."""
        return self.named(dict(self._theme.tones).get(name) or getattr(self._theme, name))

    def declarations(self) -> list[str]:
        """A definition for each that was asked for; light grounds are those of the paper."""
        shown = {**self._names} if self.is_dark else {**self._names, self.ground: "gv-ground"}
        return [
            rf"\definecolor{{{name}}}{{HTML}}{{{self._code(color)}}}"
            for color, name in shown.items()
            if color in self._used
        ]

    def _code(self, color: str) -> str:
        paper = color == self.ground and not self.is_dark
        return "FFFFFF" if paper else color.lstrip("#").upper()

    def _kin(self, color: str) -> str:
        near = min(_DEEPENED, key=lambda name: _apart(color, getattr(self._theme, name)))
        if _apart(color, getattr(self._theme, near)) > _KIN:
            return "gv-shade"
        return f"{_spelled(near)}-text"

    def _free(self, name: str) -> str:
        taken = set(self._names.values())
        others = (f"{name}-{number}" for number in range(2, len(taken) + 3))
        return name if name not in taken else next(n for n in others if n not in taken)


def _spelled(name: str) -> str:
    return f"gv-{name.replace('_', '-')}"


def _parts(color: str) -> tuple[int, int, int]:
    code = color.lstrip("#")
    return int(code[:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def _apart(a: str, b: str) -> float:
    squares = ((x - y) ** 2 for x, y in zip(_parts(a), _parts(b), strict=True))
    return float(sum(squares) ** 0.5)
