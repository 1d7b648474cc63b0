"""Folding: which groups are drawn as one box, and how a person opens and folds them."""

from PySide6.QtCore import QObject

from graphviz_app.core.reading.folded import box_id, deepest, folded_below, group_paths
from graphviz_app.core.view import View
from graphviz_app.gui.canvas.changing.changes import Changes
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.canvas.stage import Stage


class Folding(QObject):
    """Says what is folded; the graph and its text stay as they are."""

    def __init__(self, changes: Changes, drawing: Drawing, stage: Stage) -> None:
        super().__init__(stage)
        self._changes, self._drawing, self._stage = changes, drawing, stage
        self._scene = drawing.scene
        self._waiting = ""
        """What is to be selected as soon as it is drawn."""
        drawing.redrawn.connect(self._look)
        stage.view.handle_clicked.connect(self.toggle_group)
        stage.folds.chosen.connect(self.open_to)

    @property
    def paths(self) -> list[str]:
        """Every group that could be folded, outer ones first."""
        reading = self._scene.reading
        return [] if reading is None else group_paths(reading)

    @property
    def chosen(self) -> str | None:
        """The group that is meant by what is selected: a folded one, or the innermost around."""
        reading, selection = self._scene.reading, self._scene.selection
        if reading is None:
            return None
        for element in selection:
            if isinstance(element, str) and element in reading.nodes:
                box = reading.boxes.get(element)
                return reading.clusters[element] or None if box is None else box.path
        return None

    def toggle(self) -> None:
        """Fold the group around what is selected, or open the selected one."""
        if self.chosen is not None:
            self.toggle_group(self.chosen)

    def toggle_group(self, path: str) -> None:
        """Fold a group, or open it."""
        before = self._drawing.wishes.folded
        if path in before:
            self._fold([one for one in before if one != path], "")
        else:
            self._fold([*before, path], box_id(path))

    def fold_all(self) -> None:
        """The outermost groups as boxes."""
        self.open_to(0)

    def open_all(self) -> None:
        """Every group open."""
        self._fold([], "")

    def open_to(self, depth: int) -> None:
        """Groups are open down to this depth, the rest is folded."""
        self._fold(folded_below(self.paths, depth), "")

    def _fold(self, paths: "list[str] | tuple[str, ...]", select: str) -> None:
        self._waiting = select
        self._drawing.look(View(folded=tuple(dict.fromkeys(paths))))

    def _look(self) -> None:
        reading, waiting = self._scene.reading, self._waiting
        self._waiting = ""
        paths = self.paths
        folded = self._drawing.wishes.folded
        opened = [path for path in paths if not any(_is_in(path, one) for one in folded)]
        self._stage.folds.show_depth(deepest(opened), deepest(paths))
        self._stage.arrange()
        if reading is None or not waiting:
            return
        if waiting in reading.nodes:
            self._scene.set_selection([waiting])
        else:
            name = waiting[:-1]
            self._changes.told.emit(
                f"'{name}' stays open: what stands between its nodes would be before and after it."
            )


def _is_in(path: str, group: str) -> bool:
    """Whether a group is another one, or in it."""
    return path == group or path.startswith(f"{group}/")
