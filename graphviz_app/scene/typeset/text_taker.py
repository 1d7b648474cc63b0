"""TextTaker: a painter that is given texts as texts, instead of their glyphs or curves."""

from abc import abstractmethod

from PySide6.QtGui import QColor, QPainter

from graphviz_app.covered import Field


class TextTaker(QPainter):
    """What is taken is left to it."""

    @abstractmethod
    def take(self, text: object, x: float, baseline: float, color: QColor) -> None:
        """A ``TextLine`` or a ``MathText``, with its left end at x."""

    def begin_number(self, field: Field, room: float, columns: int) -> None:
        """What is taken until ``end_number`` is this number, in so much room.

        Row by row, each from its last column to its first.
        """

    def end_number(self) -> None:
        """The number is over."""
