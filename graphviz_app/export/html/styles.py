"""Classes of the page's style sheet, each made once; colours in light and in dark."""

from graphviz_app.export.drawn.marks import Fill, Stroke, Words
from graphviz_app.export.svg.fonts import SIGNS

_DIGITS = 3


def short(number: float, digits: int = 1) -> str:
    """A length without digits that nobody sees."""
    text = f"{number:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text.replace("0.", ".", 1) if text[:2] == "0." else text


class Styles:
    """What the classes say, by their names."""

    def __init__(self) -> None:
        self._colours: dict[tuple[str, str], str] = {}
        self._classes: dict[str, str] = {}

    def colour(self, light: str, dark: str) -> str:
        """A variable that has one of the two."""
        name = self._colours.setdefault((light, dark), f"--k{len(self._colours)}")
        return f"var({name})"

    def of(self, rules: str) -> str:
        """The class with these rules."""
        return self._classes.setdefault(rules, f"s{len(self._classes)}")

    def filled(self, light: Fill | None, dark: Fill | None) -> str:
        """Rules for an area."""
        if light is None or dark is None:
            return "fill:none"
        opacity = "" if light.opacity >= 1 else f";fill-opacity:{short(light.opacity, _DIGITS)}"
        return f"fill:{self.colour(light.color, dark.color)}{opacity}"

    def stroked(self, light: Stroke | None, dark: Stroke | None) -> str:
        """Rules for a line."""
        if light is None or dark is None:
            return ""
        rules = [
            f"stroke:{self.colour(light.color, dark.color)}",
            f"stroke-width:{short(light.width, 2)}",
        ]
        if light.opacity < 1:
            rules.append(f"stroke-opacity:{short(light.opacity, _DIGITS)}")
        if light.dash:
            rules.append(f"stroke-dasharray:{' '.join(short(x) for x in light.dash)}")
        if light.cap != "butt":
            rules.append(f"stroke-linecap:{light.cap}")
        if light.join != "miter":
            rules.append(f"stroke-linejoin:{light.join}")
        return ";" + ";".join(rules)

    def lettered(self, light: Words, dark: Words) -> str:
        """Rules for words."""
        return (
            f"font:{light.weight} {short(light.size)}px '{light.family}','{SIGNS}',sans-serif;"
            f"{self.filled(light.fill, dark.fill)}"
        )

    @property
    def sheet(self) -> str:
        """All classes; every rule but colours holds in light and dark."""
        return "\n".join(f".{name}{{{rules}}}" for rules, name in self._classes.items())

    def colours(self, dark: bool) -> str:
        """The variables."""
        return ";".join(f"{name}:{pair[dark]}" for pair, name in self._colours.items())
