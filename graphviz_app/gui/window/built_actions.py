"""From the table of actions to Qt's: what menus, buttons and keys trigger."""

from collections.abc import Callable, Mapping
from operator import attrgetter

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from graphviz_app.core.view import View
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.window.action import ActionSpec
from graphviz_app.gui.window.actions import ACTIONS

_CONTEXT = {False: Qt.ShortcutContext.WindowShortcut, True: Qt.ShortcutContext.WidgetShortcut}


def build_actions(window: QWidget) -> Mapping[str, QAction]:
    """QActions by id, calling what the table names; they work also while menus are hidden.

    Those of the canvas work where they are added, once there is a canvas.
    """
    actions: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for spec in ACTIONS:
        action = QAction(spec.text, window)
        action.setObjectName(spec.id)
        action.setIconText(spec.text.rstrip("…"))
        action.setShortcuts([QKeySequence(key) for key in spec.shortcuts])
        action.setShortcutContext(_CONTEXT[spec.on_canvas])
        action.setToolTip(tip(_with_key(spec, action)))
        action.setCheckable(spec.checkable)
        if spec.group:
            groups.setdefault(spec.group, QActionGroup(window)).addAction(action)
        action.triggered.connect(_call(window, spec))
        if not spec.on_canvas:
            window.addAction(action)
        actions[spec.id] = action
    return actions


def shortcut_text(spec: ActionSpec) -> str:
    """Its keys as this desktop writes them, for the help overlay: ``F5 or F11``."""
    native = QKeySequence.SequenceFormat.NativeText
    return " or ".join(QKeySequence(key).toString(native) for key in spec.shortcuts)


def _with_key(spec: ActionSpec, action: QAction) -> str:
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{spec.tip} ({key})" if key else spec.tip


def _call(window: QWidget, spec: ActionSpec) -> Callable[[bool], None]:
    """What a trigger does; the name is looked up when it happens."""
    find = attrgetter(spec.calls)

    def call(checked: bool) -> None:
        value = checked if spec.value is None else spec.value
        if spec.view:
            find(window)(View(**{spec.view: value}))  # type: ignore[arg-type]  # the table knows
        elif spec.checkable or spec.value is not None:
            find(window)(value)
        else:
            find(window)()

    return call
