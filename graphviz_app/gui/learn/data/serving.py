"""Serving: a section of data and who has them, connected."""

from collections.abc import Collection

from PySide6.QtCore import QObject

from graphviz_app.arrays import Array
from graphviz_app.gui.learn.data.data_section import DataSection
from graphviz_app.gui.learn.data.feeding import Feeding


class Serving(QObject):
    """What is wanted in the section is done; what comes of it is shown there."""

    def __init__(self, feeding: Feeding, section: DataSection) -> None:
        super().__init__(section)
        self._feeding, self._section = feeding, section
        self._losses: Array | None = None
        self._batch: Collection[int] = ()
        section.row_chosen.connect(feeding.show_row)
        section.open_wanted.connect(feeding.open)
        section.paste_wanted.connect(feeding.paste)
        section.text_pasted.connect(feeding.take_text)
        section.typing_wanted.connect(feeding.begin_typing)
        section.row_wanted.connect(feeding.add_row)
        section.row_removed.connect(feeding.remove_row)
        section.number_typed.connect(feeding.type_number)
        section.remove_wanted.connect(feeding.remove)
        feeding.shown_in = section
        feeding.refused.connect(section.complain)
        feeding.changed.connect(self._refresh)

    def show(self, losses: Array | None = None, batch: Collection[int] = ()) -> None:
        """The rows with these losses, and those of the present step marked."""
        self._losses, self._batch = losses, batch
        feeding = self._feeding
        self._section.set_feed(
            *(feeding.feed, losses, feeding.row, batch),
            editable=feeding.may_be_typed,
            trouble=feeding.trouble,
        )

    def _refresh(self) -> None:
        """Until somebody has looked nothing is read."""
        if self._section.isVisible():
            self.show(self._losses, self._batch)
