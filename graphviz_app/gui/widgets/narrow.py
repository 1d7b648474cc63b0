"""What gives way where a window is narrow."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget


def show_what_fits(parts: Sequence[QWidget], room: int, gap: int) -> None:
    """Show as many of the parts as fit side by side into ``room`` pixels; the last go first."""
    for part in parts:
        room -= part.sizeHint().width() + gap
        if part.isHidden() != (room < 0):
            part.setHidden(room < 0)
