"""Shaping: what nodes are called, what they are for, and in which group they are."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, QRectF

from graphviz_app.core.graph import Graph
from graphviz_app.core.naming import enclosing_group
from graphviz_app.core.oplib import OPS
from graphviz_app.core.reading import line_of
from graphviz_app.core.reading.folded import box_id
from graphviz_app.core.view import View
from graphviz_app.core.wording import counted
from graphviz_app.errors import GraphAppError
from graphviz_app.formats.limits import MAX_LABEL
from graphviz_app.gui.canvas.changing.changes import BROKEN, Changes, reason
from graphviz_app.gui.canvas.fields.name_field import Take
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.canvas.stage import Stage

NAME = "A name: letters, digits and _. All that uses it follows."
NAME_FOR_PART = "A name for this part of '{line}', which gets a line of its own."
LABEL = "Words to be drawn instead of the name '{id}'; nothing, and the name is drawn again."
GROUP = "A name for the group of {count}."
GROUP_NAME = "Another name for the group '{name}'."


class Shaping(QObject):
    """Each is one change of the text; what cannot be is told."""

    def __init__(self, changes: Changes, drawing: Drawing, stage: Stage) -> None:
        super().__init__(stage)
        self._changes, self._drawing, self._stage = changes, drawing, stage
        self._scene = drawing.scene
        self._document, self._field = changes.document, stage.name_field
        self._waiting: list[str] = []
        """What is to be selected as soon as it is drawn."""
        stage.view.rename_requested.connect(self._rename)
        stage.view.moved.connect(self._keep_field)
        drawing.shown.connect(self._drawn)
        changes.document.opened.connect(self._field.cancel_if_open)

    @property
    def nodes(self) -> list[str]:
        """The selected nodes of the graph, in the order in which they were selected."""
        known = self._document.graph.nodes
        return [id_ for id_ in self._scene.selection if isinstance(id_, str) and id_ in known]

    @property
    def node(self) -> str | None:
        """The one selected node."""
        nodes = self.nodes
        return nodes[0] if len(nodes) == 1 == len(self._scene.selection) else None

    @property
    def leaves(self) -> list[str]:
        """The selected nodes, if all of them are leaves."""
        nodes = self.nodes
        known = self._document.graph.nodes
        return nodes if all(OPS[known[id_].op].is_leaf for id_ in nodes) else []

    @property
    def group(self) -> str | None:
        """The group in the text that what is selected is in; a folded one is its own."""
        graph, reading = self._document.graph, self._scene.reading
        for element in self._scene.selection:
            if not isinstance(element, str) or reading is None:
                continue
            if (box := reading.boxes.get(element)) is not None:
                return box.path
            if element in graph.nodes:
                return "/".join(enclosing_group(graph, element)) or None
        return None

    def rename(self) -> None:
        """Type another name over the selected node; over a folded group its name."""
        if self.node is not None:
            self._rename(self.node)
        elif len(self._scene.selection) == 1 and self.group is not None:
            self.rename_group()

    def _rename(self, id_: str) -> None:
        graph = self._document.graph
        if id_ not in graph.nodes or self._refused():
            return
        line = line_of(graph, id_)
        inside = line != id_
        advice = NAME_FOR_PART.format(line=line) if inside else NAME

        def take(typed: str) -> str:
            from graphviz_app.formats.edits.renaming import with_name

            return self._changed(f"Rename {id_}", lambda g: with_name(g, id_, typed), [typed])

        self._ask(id_, "" if inside else id_, advice, take)

    def label(self) -> None:
        """Type words that are drawn instead of the selected node's name."""
        id_ = self.node
        if id_ is None or self._refused():
            return

        def take(typed: str) -> str:
            words = " ".join(typed.split())
            if len(words) > MAX_LABEL or not words.isprintable():
                return f"A label has at most {MAX_LABEL} printable characters."
            return self._changed(f"Label {id_}", lambda g: g.with_label(id_, words))

        before = self._document.graph.labels.get(id_, "")
        self._ask(id_, before, LABEL.format(id=id_), take)

    def make_output(self) -> None:
        """The selected node is what gradients are of."""
        id_ = self.node
        if id_ is not None and not self._refused():
            from graphviz_app.formats.edits.roles import with_output

            self._tell(self._changed(f"Make {id_} the output", lambda g: with_output(g, id_)))

    def make(self, role: str) -> None:
        """The selected leaves are inputs, parameters, targets or constants."""
        leaves = self.leaves
        if leaves and not self._refused():
            from graphviz_app.formats.edits.roles import with_role

            what = f"Make {_named(leaves)} {_ROLES[role]}"
            self._tell(self._changed(what, lambda g: with_role(g, leaves, role)))

    def make_group(self) -> None:
        """The selected lines in a group, whose name is typed."""
        graph, nodes = self._document.graph, self._inside()
        if not nodes or self._refused():
            return
        lines = list(dict.fromkeys(line_of(graph, id_) for id_ in nodes))

        def take(typed: str) -> str:
            from graphviz_app.formats.edits.grouping import with_group

            return self._changed(f"Group {_named(lines)}", lambda g: with_group(g, lines, typed))

        advice = GROUP.format(count=counted(len(lines), "line"))
        self._field.ask("", self._around(nodes), "", advice, take)

    def ungroup(self) -> None:
        """The group around what is selected is taken apart."""
        path = self.group
        if path is not None and not self._refused():
            from graphviz_app.formats.edits.grouping import without_group

            self._tell(self._changed(f"Ungroup {path}", lambda g: without_group(g, path)))

    def rename_group(self) -> None:
        """Type another name for the group around what is selected."""
        path = self.group
        if path is None or self._refused():
            return
        name = path.rpartition("/")[2]

        def take(typed: str) -> str:
            from graphviz_app.formats.edits.grouping import with_group_name

            folded = self._drawing.wishes.folded
            select = self._folded_as(path, typed.strip())
            what = f"Rename group {name}"
            wrong = self._changed(what, lambda g: with_group_name(g, path, typed), select)
            if wrong:
                self._drawing.wishes.take(View(folded=folded))
            return wrong

        self._field.ask(
            "", self._around(self._members(path)), name, GROUP_NAME.format(name=name), take
        )

    def _folded_as(self, path: str, name: str) -> list[str]:
        """What is folded of a group stays so under its new name; what that is drawn as."""
        wishes, new = self._drawing.wishes, "/".join([*path.split("/")[:-1], name])
        folded = [one for one in wishes.folded if f"{one}/".startswith(f"{path}/")]
        now = [new + one.removeprefix(path) for one in folded]
        if now:
            wishes.take(View(folded=tuple(dict.fromkeys((*wishes.folded, *now)))))
        return [box_id(new)] if path in folded else []

    def _inside(self) -> list[str]:
        """The graph's nodes that what is selected stands for; of a folded group all in it."""
        reading = self._scene.reading
        if reading is None:
            return []
        chosen = [id_ for id_ in self._scene.selection if isinstance(id_, str)]
        boxes = [
            member for id_ in chosen if id_ in reading.boxes for member in reading.members[id_]
        ]
        return [*self.nodes, *boxes]

    def _members(self, path: str) -> list[str]:
        """What is drawn of a group."""
        reading = self._scene.reading
        if reading is None:
            return []
        inside = (f"{reading.clusters[id_]}/".startswith(f"{path}/") for id_ in reading.nodes)
        drawn = [id_ for id_, is_in in zip(reading.nodes, inside, strict=True) if is_in]
        return drawn or [id_ for id_ in self._scene.selection if isinstance(id_, str)]

    def _around(self, ids: Sequence[str]) -> QRect:
        """Where a field about several nodes opens: over the top of them."""
        box = QRectF()
        for id_ in ids:
            box |= self._scene.node_rect(id_)
        seen = self._stage.view.to_viewport(box)
        return QRect(seen.center().x(), seen.top(), 0, 0)

    def _ask(self, id_: str, text: str, advice: str, take: Take) -> None:
        self._stage.view.centre_on(id_)
        rect = self._stage.view.to_viewport(self._scene.node_rect(id_))
        self._field.ask(id_, rect, text, advice, take)

    def _changed(
        self, what: str, change: Callable[[Graph], Graph], select: Sequence[str] = ()
    ) -> str:
        """Make the change; returns why that cannot be, '' if it was made."""
        if self._changes.refused():
            return BROKEN
        before = self._document.graph
        try:
            after = self._changes.beside("Changing the graph …", lambda: change(before))
        except GraphAppError as error:
            return reason(error)
        self._stage.notice.clear()
        self._waiting = list(select)
        self._changes.make(what, after)
        return ""

    def _tell(self, wrong: str) -> None:
        if wrong:
            self._stage.notice.complain(wrong)

    def _refused(self) -> bool:
        return self._stage.isHidden() or self._changes.refused()

    def _drawn(self) -> None:
        """What has a new name is still selected."""
        reading, waiting = self._scene.reading, self._waiting
        if reading is not None and self._drawing.shows(self._document.trace):
            self._waiting = []
            if chosen := [id_ for id_ in waiting if id_ in reading.nodes]:
                self._scene.set_selection(chosen)
        self._keep_field()

    def _keep_field(self) -> None:
        """The field over a node goes where the node goes, and with it."""
        field, reading = self._field, self._scene.reading
        if not field.is_open or not field.element:
            return
        if reading is None or field.element not in reading.nodes:
            field.cancel()
        else:
            field.follow(self._stage.view.to_viewport(self._scene.node_rect(field.element)))


_ROLES = {
    "input": "an input",
    "parameter": "a parameter",
    "target": "a target",
    "constant": "a constant",
}


def _named(ids: Sequence[str]) -> str:
    return ids[0] if len(ids) == 1 else counted(len(ids), "node")
