"""LengthField: a length as a person types it, in any unit; empty where nothing is asked for."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit

from graphviz_app.errors import GraphAppError
from graphviz_app.export.purpose.lengths import bounded
from graphviz_app.gui.widgets.parts import first_upper, restyle
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.typing_compat import override


class LengthField(QLineEdit):
    """A number without a unit has the field's own."""

    changed = Signal()
    """Somebody has typed another length."""

    def __init__(self, name: str, unit: str, least: str, most: str, about: str) -> None:
        super().__init__()
        self._unit, self._bounds, self._about = unit, (least, most), about
        self.why = ""
        """What is wrong with it."""
        self._points: float | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText("any")
        self.setToolTip(tip(about))
        self.textEdited.connect(self._edited)

    @property
    def points(self) -> float | None:
        """The length; None where there is none, or none that can be read."""
        return self._points

    @property
    def is_in_inches(self) -> bool:
        """Whether it was typed in inches."""
        return self.text().strip().lower().endswith("in")

    def show_length(self, text: str) -> None:
        """Another length, not told as typed."""
        if text != self.text():
            self.setText(text)
            self._read()

    def _edited(self) -> None:
        self._read()
        self.changed.emit()

    def _read(self) -> None:
        text = self.text().strip()
        typed = f"{text} {self._unit}" if text[-1:].isdecimal() or text[-1:] in ",." else text
        try:
            self._points = bounded(typed, *self._bounds) if text else None
            self.why = ""
        except GraphAppError as error:
            self._points, self.why = None, first_upper(str(error))
        self.setToolTip(tip(self.why or self._about))
        restyle(self, wrong="true" if self.why else "false")

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance("000.0 mm") + 28, hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
