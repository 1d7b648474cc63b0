"""Item and Block: what a figure consists of, line by line, before anyone says when it is seen."""

from typing import NamedTuple


class Item(NamedTuple):
    r"""A command of TikZ; ``\draw`` and all that follows it."""

    command: str
    rest: str
    clip: str = ""
    """The path within which it is seen; empty: all of it."""

    def written(self, when: str = "") -> str:
        """As a line; ``when`` is an overlay specification."""
        line = f"{self.command}{when}{self.rest};"
        if not self.clip:
            return line
        return rf"\begin{{scope}}\clip {self.clip}; {line}\end{{scope}}"


class Block(NamedTuple):
    """What belongs to one thing."""

    key: tuple[str, str]
    title: str
    """What it is, for who reads the file."""
    at: str
    """The place that its coordinates are about; empty: those of the picture."""
    items: tuple[Item, ...]

    def written(self) -> list[str]:
        """As lines."""
        return [*self.opening, *(f"  {item.written()}" for item in self.items), *self.closing]

    @property
    def opening(self) -> list[str]:
        """What stands before its items."""
        told = f"  % {self.title}" if self.title else ""
        if not self.at:
            return [told.strip()] if told else []
        return [rf"\begin{{scope}}[shift={{({self.at}.center)}}]{told}"]

    @property
    def closing(self) -> list[str]:
        """What stands behind them."""
        return [r"\end{scope}"] if self.at else []
