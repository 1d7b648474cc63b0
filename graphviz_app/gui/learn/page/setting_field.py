"""SettingField: one number of a descent, typed or dragged; what makes no sense is refused."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QToolTip

from graphviz_app.formats.language.numerals.typed_value import ValueTextError
from graphviz_app.formats.limits import thousands
from graphviz_app.gui.canvas.fields.value_editor import parse_value
from graphviz_app.gui.inspector.value_field import ValueField
from graphviz_app.gui.widgets.parts import restyle
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.numbers import as_typed
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

REFUSAL_MS = 8000


class SettingField(ValueField):
    """A number between two bounds, or a whole one."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, name: str, least: float, most: float, *, whole: bool = False
    ) -> None:
        super().__init__(0.0, theme)
        self.setAccessibleName(name)
        self._least, self._most, self._whole = least, most, whole
        self.setMinimumWidth(round(theme.px(64)))
        self.setMaximumWidth(round(theme.px(140)))
        self.value_typed.connect(self._hand_on)
        self.dragged.connect(self._follow)

    @override
    def _rest(self) -> None:
        """As short as it can be said: a setting is not a measured number."""
        super()._rest()
        self.setText(as_typed(self._value))

    @property
    def number(self) -> object:
        """What it shows at rest."""
        return self._value

    @override
    def commit(self) -> bool:
        try:
            value = parse_value(self.text())
        except ValueTextError:
            return super().commit()
        if not isinstance(value, float) or not self._fits(value):
            self._refuse()
            return False
        return super().commit()

    def _fits(self, value: float) -> bool:
        return self._least <= value <= self._most and (not self._whole or value.is_integer())

    def _refuse(self) -> None:
        restyle(self, wrong=True)
        kind = "A whole number" if self._whole else "A number"
        most = thousands(int(self._most)) if self._most >= 1 else f"{self._most:g}"
        words = f"{kind} from {self._least:g} to {most}"
        self.setToolTip(tip(words))
        if self.isVisible():
            below = self.mapToGlobal(QPoint(0, self.height()))
            QToolTip.showText(below, tip(words), self, self.rect(), REFUSAL_MS)

    def _hand_on(self, value: float) -> None:
        self.chosen.emit(int(value) if self._whole else value)

    def _follow(self, value: float) -> None:
        self._hand_on(min(max(round(value) if self._whole else value, self._least), self._most))
