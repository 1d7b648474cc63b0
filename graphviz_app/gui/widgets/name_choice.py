"""NameChoice: a list of names, one of them chosen, that gives way where room is short."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

_LEAST = 4


class NameChoice(QComboBox):
    """Only a person's choice is told, by ``textActivated``."""

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self._names: Sequence[str] = ()
        self.setAccessibleName(accessible_name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST)

    def offer(self, names: Sequence[str], chosen: str) -> None:
        """List these, one of them chosen."""
        with QSignalBlocker(self):
            if names != self._names:
                self.clear()
                self.addItems(names)
                self._names = names
            self.setCurrentText(chosen)
