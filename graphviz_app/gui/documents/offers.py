"""Offers of work that a crash left behind: once by itself, and in the File menu."""

import time
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from graphviz_app.errors import GraphAppError
from graphviz_app.formats.looking import is_file
from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.documents.opening import Files
from graphviz_app.gui.documents.recovered import Recovered, forget, mark_as_seen
from graphviz_app.gui.documents.recovery import Recovery
from graphviz_app.gui.documents.state import read_fully
from graphviz_app.gui.widgets.plain import on_button

RESTORE, DISCARD = "Restore", "Discard"
MINUTE, HOUR, DAY = 60, 3600, 86_400


class Offers(QObject):
    """What is offered says how old it is, for which file, and whether that was saved since."""

    def __init__(self, desk: Desk, files: Files, recovery: Recovery) -> None:
        super().__init__(desk.window)
        self._desk, self._notice = desk, desk.notice
        self._files, self._recovery = files, recovery

    def offer(self) -> None:
        """Tell of the newest that was not told of yet; what its file holds as well is no loss."""
        unsaved = self._desk.patience("Looking for unsaved work …", self._found, cancel=False)
        if not unsaved:
            return
        self._tell(mark_as_seen(unsaved[0]), len(unsaved) - 1)

    def _tell(self, work: Recovered, more: int = 0) -> None:
        buttons = [(RESTORE, partial(self.restore, work)), (DISCARD, partial(forget, work))]
        if work.path is not None and is_file(work.path):
            buttons.insert(1, ("Compare…", partial(self._decide, work, more)))
        self._notice.tell(self.sentence(work, more), *buttons)

    def _found(self) -> list[Recovered]:
        unsaved = self._recovery.found()
        for work in [work for work in unsaved if work.is_saved()]:
            unsaved.remove(work)
            forget(work)
        return unsaved

    def sentence(self, work: Recovered, more: int = 0) -> str:
        """What was found, from when."""
        words = f"Unsaved work on {work.name} from {ago(time.time() - work.saved_at)} was found."
        if work.is_older_than_its_file():
            words += " The file was saved after that."
        if more:
            words += f" {more} more: File, Unsaved work."
        return words

    def restore(self, work: Recovered) -> None:
        """Take it into the window; the copy goes only when there is another one."""
        if not self._files.confirm():
            return
        try:
            state = self._desk.patience("Reading …", work.read_fully, cancel=False)
            work.restore(self._desk.document, state)
        except GraphAppError as error:
            self._notice.complain(f"The unsaved work cannot be read: {error}")
            return
        if self._recovery.write(self._desk.patience):
            forget(work)

    def warn(self, reason: str) -> None:
        """No copies can be written now: a crash would take the unsaved work with it."""
        self._notice.complain(
            f"Unsaved work cannot be kept for after a crash: {reason}.",
            ("Save as…", self._files.save_as),
        )

    def _decide(self, work: Recovered, more: int) -> None:
        from graphviz_app.gui.documents.compare import Compare, Version  # late: rarely needed

        path = work.path
        assert path is not None
        try:
            mine, theirs = self._desk.patience(
                "Reading both versions …",
                lambda: (work.state.text, read_fully(path).text),
                cancel=False,
            )
        except GraphAppError as error:
            self._notice.complain(f"They cannot be compared: {error}", *self._again(work))
            return
        dialog = Compare(
            self._desk.theme(),
            self.sentence(work),
            (Version("Unsaved work", mine), Version("In the file", theirs)),
            (RESTORE, DISCARD),
            self._desk.window,
        )
        dialog.exec()
        dialog.deleteLater()
        if dialog.chosen == RESTORE:
            self.restore(work)
        elif dialog.chosen == DISCARD:
            forget(work)
        else:
            self._tell(work, more)  # looking decides nothing

    def _again(self, work: Recovered) -> tuple[tuple[str, partial[None]], ...]:
        return ((RESTORE, partial(self.restore, work)), (DISCARD, partial(forget, work)))


class UnsavedMenu(QMenu):
    """All work that crashes have left; filled anew whenever it opens."""

    def __init__(self, offers: Offers, recovery: Recovery, parent: QWidget) -> None:
        super().__init__("Unsaved work", parent)
        self._offers, self._recovery = offers, recovery
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """One entry each."""
        self.clear()
        kept = self._recovery.kept()
        for work in kept:
            words = f"{work.name}, {ago(time.time() - work.saved_at)}"
            action = self.addAction(on_button(words))
            action.triggered.connect(partial(self._restore, work))
        if kept:
            self.addSeparator()
            self.addAction("Discard all").triggered.connect(partial(_forget_all, kept))
        else:
            self.addAction("Nothing was left unsaved").setEnabled(False)

    def _restore(self, work: Recovered, _checked: bool = False) -> None:
        self._offers.restore(work)


def _forget_all(kept: list[Recovered], _checked: bool = False) -> None:
    for work in kept:
        forget(work)


def ago(seconds: float) -> str:
    """How long ago, in words: ``3 minutes ago``."""
    for size, word in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {word}{'s' * (count > 1)} ago"
    return "less than a minute ago"
