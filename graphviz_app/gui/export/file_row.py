"""FileRow: the file that is written; its suffix follows the format, and the format its suffix."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton

from graphviz_app.formats.looking import is_there, typed_path
from graphviz_app.gui.widgets.parts import label


class _Format(Protocol):
    @property
    def suffix(self) -> str: ...


class Form(Protocol):
    """Where the format is chosen."""

    @property
    def format(self) -> _Format:
        """The chosen one."""

    def follow(self, suffix: str) -> bool:
        """Choose the format with this suffix; False if there is none."""


class FileRow(QHBoxLayout):
    """A field, and a button that opens the system's dialog."""

    changed = Signal()
    """Another file was typed or chosen, and the form has followed."""

    def __init__(
        self, title: str, path: Path, names: Callable[[], Mapping[str, str]], form: Form
    ) -> None:
        """``names`` tells those of the formats, by suffix."""
        super().__init__()
        self._title, self._names, self._form = title, names, form
        self._warned: Path | None = None
        """An existing file about which the person was warned."""
        self.path = QLineEdit(str(path))
        self.path.setAccessibleName("File")
        self.browse = QPushButton("Choose…")
        self.browse.setAutoDefault(False)
        self.addWidget(label("File", "muted"))
        self.addWidget(self.path, 1)
        self.addWidget(self.browse)
        self.path.textEdited.connect(self._follow)
        self.browse.clicked.connect(self._choose)

    @property
    def typed(self) -> Path:
        """The file as it stands there."""
        return typed_path(self.path.text())

    def settled(self, complain: Callable[[str], object]) -> Path | None:
        """The file that is to be written, replaced only if asked twice; None after a complaint."""
        if not self.path.text().strip():
            complain("Type a file name, or choose one.")
            self.path.setFocus()
            return None
        self.rename()
        path = self.typed
        if is_there(path) and self._warned != path:
            self._warned = path
            complain(f"'{path.name}' exists already; press Export again to replace it.")
            return None
        return path

    def rename(self) -> None:
        """The suffix follows the format."""
        text = self.path.text().strip()
        if text and Path(text).name not in ("", ".", ".."):
            self.path.setText(str(self._of_kind(Path(text))))

    def _of_kind(self, path: Path) -> Path:
        return of_kind(path, self._form.format.suffix, self._names())

    def _follow(self, text: str) -> None:
        """The format follows a typed suffix."""
        self._form.follow(Path(text.strip()).suffix)
        self.changed.emit()

    def _choose(self) -> None:
        filters = {suffix: f"{name} (*{suffix})" for suffix, name in self._names().items()}
        name, _ = QFileDialog.getSaveFileName(
            self.path.window(), self._title, self.path.text(), ";;".join(filters.values()),
            filters[self._form.format.suffix], options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if name:
            path = Path(name)
            known = self._form.follow(path.suffix)
            self.path.setText(str(path if known else self._of_kind(path)))
            self.changed.emit()


def of_kind(path: Path, suffix: str, known: Iterable[str]) -> Path:
    """The file with a suffix; only one that is known is taken off before."""
    is_known = path.suffix.lower() in known
    return path.with_name(f"{path.stem if is_known else path.name}{suffix}")
