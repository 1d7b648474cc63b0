"""Keys that do something in a list or a table, although they do something else elsewhere."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

NUMBER_KEYS = "0123456789.,+-−"
"""What a number begins with."""


def takes_key(event: QEvent, act_of: Callable[[QKeyEvent], object]) -> bool:
    """Whether a key that is wanted elsewhere, too, does something here; then it stays here."""
    override = event.type() == QEvent.Type.ShortcutOverride
    if override and isinstance(event, QKeyEvent) and act_of(event) is not None:
        event.accept()
        return True
    return False


def is_command(event: QKeyEvent) -> bool:
    """Whether a key is pressed together with Ctrl or Alt."""
    modifiers = Qt.KeyboardModifier
    return bool(event.modifiers() & (modifiers.ControlModifier | modifiers.AltModifier))
