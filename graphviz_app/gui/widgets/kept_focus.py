"""Where the keys were before something lay over the window, to be given back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class KeptFocus:
    """Remembers the widget that has the keys; pages may be made anew until they go back."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._inside_out: list[QWidget] = []
        widget: QWidget | None = window.focusWidget()
        while widget is not None and widget is not window:
            self._inside_out.append(widget)
            widget = widget.parentWidget()

    def give_back(self) -> None:
        """To that widget; if it is gone or hidden, to the nearest around it that takes keys."""
        for widget in self._inside_out:
            if (
                isValid(widget)
                and widget.isVisibleTo(self._window)
                and widget.isEnabled()
                and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            ):
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
