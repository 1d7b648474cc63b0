"""What other programs, and other windows, do to the file that is open here."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from graphviz_app.errors import GraphAppError
from graphviz_app.gui.documents.desk import Desk
from graphviz_app.gui.documents.disk import DiskWatch, Stamp, stamp_of
from graphviz_app.gui.documents.recovery import Recovery
from graphviz_app.gui.documents.state import State, read_fully

OVERWRITE, THEIRS, ELSEWHERE = "Overwrite the file", "Load the file", "Save mine as…"
RETRY_MS, RETRIES = 500, 4
"""Another program may be half-way through writing."""


class Outside(QObject):
    """A file that is not changed here is loaded anew by itself; else the person is asked."""

    told = Signal(str)
    """A sentence about what was done."""
    save_wanted = Signal()
    save_as_wanted = Signal()

    def __init__(self, desk: Desk, recovery: Recovery, read_typed: Callable[[], object]) -> None:
        """``read_typed`` takes what was typed into the document."""
        super().__init__(desk.window)
        self._desk, self._document, self._notice = desk, desk.document, desk.notice
        self._recovery, self._read_typed = recovery, read_typed
        self._told: Stamp | None = None
        """Which change was told already."""
        self._tries = 0
        self._watch = DiskWatch(self)
        self._watch.stirred.connect(self.check)
        self._document.state_changed.connect(self._follow)

    def _follow(self) -> None:
        self._watch.follow(self._document.path)

    def look_again(self) -> None:
        """The window is used again: the file may have changed meanwhile."""
        self._watch.look_again()

    def check(self) -> None:
        """Compare the file with what was read of it last."""
        document = self._document
        if document.path is None:
            return
        if self._desk.patience.waiting:
            self._watch.look_again()
            return
        now = stamp_of(document.path, document.disk)
        if now is None:
            self._tell_it_is_gone()
        elif now.holds_the_same(document.disk):
            document.know_on_disk(now)
        else:
            self._take_change(now)

    def _tell_it_is_gone(self) -> None:
        if self._document.disk is None:
            return
        self._document.lose_file()
        self._notice.tell(
            f"{self._document.name} is not where it was any more: it was moved or deleted. "
            "Saving writes it again.",
            ("Save as…", self.save_as_wanted.emit),
        )

    def _take_change(self, now: Stamp) -> None:
        self._read_typed()
        if not self._document.unsaved:
            self.load(now)
        elif self._told is None or not now.holds_the_same(self._told):
            self._tell_of_both(now)

    def _tell_of_both(self, now: Stamp) -> None:
        self._told = now
        self._notice.tell(
            f"{self._document.name} was changed by another program, and here, too.",
            ("Compare…", self._decide),
            (THEIRS, lambda: self.load(now)),
        )

    def load(self, now: Stamp) -> None:
        """Take what is in the file; one step of the history, so that it can be undone."""
        document = self._document
        assert document.path is not None
        try:
            state = self._read(document.path)
        except GraphAppError as error:
            self._try_later(error)
            return
        self._tries = 0
        document.reload(state, now)
        self.told.emit(f"{document.name} was changed by another program and is loaded anew.")

    def _try_later(self, error: GraphAppError) -> None:
        self._tries += 1
        if self._tries <= RETRIES:
            QTimer.singleShot(RETRY_MS, self, self.check)
            return
        self._tries = 0
        self._document.lose_file()
        self._notice.complain(
            f"{self._document.name} was changed by another program and cannot be read now "
            f"({error}). What was here before is still here."
        )

    def _decide(self) -> None:
        answer = self.ask()
        if answer == OVERWRITE:
            self._document.know_on_disk(self._now())
            self.save_wanted.emit()
        elif not answer and (now := self._now()) is not None:
            self._tell_of_both(now)  # looking decides nothing
        else:
            self._carry_out(answer)

    def may_save(self) -> bool:
        """Whether saving may replace the file; what the person wants instead is done."""
        now = self._now()
        if now is None or now.holds_the_same(self._document.disk):
            return True
        answer = self.ask()
        self._carry_out(answer)
        return answer == OVERWRITE

    def _now(self) -> Stamp | None:
        document = self._document
        return stamp_of(document.path, document.disk) if document.path is not None else None

    def _carry_out(self, answer: str) -> None:
        if answer == THEIRS and (now := self._now()) is not None:
            self.load(now)
        elif answer == ELSEWHERE:
            self.save_as_wanted.emit()

    def ask(self) -> str:
        """Which version it should be: one of the words above, or '' for neither."""
        from graphviz_app.gui.documents.compare import Compare, Version  # late: rarely needed

        document = self._document
        assert document.path is not None
        dialog = Compare(
            self._desk.theme(),
            f"{document.name} was changed by another program since it was opened here. "
            "Which version shall it be?",
            (Version("Here", document.text), Version("In the file", self.text_of_file())),
            (OVERWRITE, THEIRS, ELSEWHERE),
            self._desk.window,
        )
        dialog.exec()
        dialog.deleteLater()
        return dialog.chosen

    def text_of_file(self) -> str:
        """The file as text; of one that cannot be read, why."""
        assert self._document.path is not None
        try:
            return self._read(self._document.path).text
        except GraphAppError as error:
            return f"# {error}"

    def _read(self, path: Path) -> State:
        work = partial(read_fully, path)
        return self._desk.patience(f"Reading {path.name} …", work, cancel=False)

    def tell_of_other_windows(self) -> None:
        """Another window may have the same file open."""
        path = self._document.path
        if path is not None and self._recovery.is_open_elsewhere(path):
            self._notice.tell(
                f"{path.name} is open in another window, too. What is saved there is shown here; "
                "if both change it, you are asked."
            )
