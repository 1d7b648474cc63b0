"""Needs: an action is on as long as there is what it needs."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QAction
from shiboken6 import isValid

from graphviz_app.gui.window.action import Need
from graphviz_app.gui.window.actions import ACTIONS


class There(NamedTuple):
    """Whether there is what is needed, and what tells that this may have changed."""

    now: Callable[[], bool]
    told_by: Sequence[SignalInstance]


class Needs:
    """The one place where actions are enabled."""

    def __init__(
        self, actions: Mapping[str, QAction], there_is: Mapping[Need, There], window: QObject
    ) -> None:
        self._there_is, self._window = there_is, window
        self._waiting: dict[Need, list[QAction]] = {need: [] for need in there_is}
        for spec in ACTIONS:
            if spec.needs:
                self._waiting[spec.needs].append(actions[spec.id])
        for need, there in there_is.items():
            self._look(need)
            for told in there.told_by:
                told.connect(partial(self._look, need))

    def _look(self, need: Need, *_told: object) -> None:
        if not isValid(self._window):
            return  # its parts tell even that they are going
        on = self._there_is[need].now()
        for action in self._waiting[need]:
            action.setEnabled(on)
