"""Needs: an action is on as long as there is what it needs."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction

from graphviz_app.gui.window.actions import ACTIONS, Need


class Needs:
    """The one place where actions are enabled."""

    def __init__(
        self, actions: Mapping[str, QAction], met: Mapping[Need, Callable[[], bool]]
    ) -> None:
        """``met`` says of each need whether there is what is needed."""
        self._met = met
        self._waiting = {
            need: [actions[spec.id] for spec in ACTIONS if spec.needs == need] for need in met
        }

    def look(self, *needs: Need) -> None:
        """Something of this may be there now, or be gone."""
        for need in needs:
            on = self._met[need]()
            for action in self._waiting[need]:
                action.setEnabled(on)
