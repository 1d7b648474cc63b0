"""The one table of actions: it feeds the menus, the top row, the shortcuts and the help overlay."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from types import MappingProxyType
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from graphviz_app.export.table import formats, names
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.window.panels import PANELS

Need = Literal["", "graph", "selection", "nodes", "leaf", "undo", "redo", "dot"]
"""What has to be there for an action: window/needs says when it is."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing a person can do.

    ``run`` is the dotted name of what is called, seen from the window; a checkable action hands
    over whether it is checked, one with a ``value`` hands over the value. Of the actions of one
    ``group`` exactly one is checked.
    """

    id: str
    text: str
    run: str
    tip: str
    shortcuts: tuple[str, ...] = ()
    checkable: bool = False
    group: str = ""
    value: object = None
    on_canvas: bool = False
    """Its keys mean this only while they go to the canvas."""
    needs: Need = ""
    """Without it, the action is off."""
    view: str = ""
    """The field of the View that it is about: it is checked as that is."""


def _act(
    id_: str, text: str, run: str, keys: str = "", tip: str = "", needs: Need = ""
) -> ActionSpec:
    words = tip or text.rstrip("…")
    return ActionSpec(id_, text, run, words, tuple(keys.split()), needs=needs)


def _edit(id_: str, text: str, keys: str, tip: str, needs: Need = "") -> ActionSpec:
    """Something done to the graph on the canvas."""
    run = f"editing.{id_}"
    return ActionSpec(id_, text, run, tip, tuple(keys.split()), on_canvas=True, needs=needs)


def _toggle(id_: str, text: str, run: str, keys: str, tip: str) -> ActionSpec:
    return ActionSpec(id_, text, run, tip, tuple(keys.split()), checkable=True)


def _choice(id_: str, text: str, run: str, value: str, tip: str) -> ActionSpec:
    return ActionSpec(id_, text, run, tip, checkable=True, group=run, value=value)


def _looked_at(
    id_: str, text: str, view: str, value: str, tip: str, needs: Need = ""
) -> ActionSpec:
    """One way of looking at the graph, of several."""
    run = f"drawing.set_{'kind' if view == 'reading' else view}"
    return replace(_choice(id_, text, run, value, tip), view=view, needs=needs)


def _shown(id_: str, text: str, key: str, tip: str) -> ActionSpec:
    """Numbers on the graph, or not."""
    return replace(_toggle(id_, text, f"drawing.show_{id_}", key, tip), view=id_)


RULE = None
"""A line between entries of a menu."""

_EXPORT = f"Save the picture as {names(formats())}"
_FILE = (
    _act("new", "New", "files.new", "Ctrl+N", "Begin with an empty graph"),
    _act("open", "Open…", "files.open", "Ctrl+O", "Open a .cg or .json file"),
    _act("examples", "Examples…", "show_gallery", "", "Choose among the examples by picture"),
    RULE,
    _act("save", "Save", "files.save", "Ctrl+S"),
    _act("save_as", "Save as…", "files.save_as", "Ctrl+Shift+S", "Save under another name"),
    _act("export", "Export…", "export", "Ctrl+E", _EXPORT, "graph"),
    RULE,
    _act("quit", "Quit", "close", "Ctrl+Q", "Close the window"),
)
_EDIT = (
    _act("undo", "Undo", "undo", "Ctrl+Z", "Take the last change back", "undo"),
    _act("redo", "Redo", "redo", "Ctrl+Shift+Z Ctrl+Y", "Make the change again", "redo"),
    RULE,
    _edit("add_node", "Add node…", "Tab", "Type an operator, a value or a line"),
    _edit("change_value", "Change value…", "F2 Return", "Type another value for a leaf", "leaf"),
    RULE,
    _edit("cut", "Cut nodes", "Ctrl+X", "Copy the selected nodes, then delete them", "nodes"),
    _edit("copy", "Copy nodes", "Ctrl+C", "Copy the lines of the selected nodes", "nodes"),
    _act(
        "paste",
        "Paste nodes or text",
        "editing.paste",
        "Ctrl+V",
        "Copied nodes, or text as a graph",
    ),
    _edit(
        "duplicate",
        "Duplicate nodes",
        "Ctrl+D",
        "The selected nodes once more, same operands",
        "nodes",
    ),
    _edit(
        "delete",
        "Delete selected",
        "Del Backspace",
        "Nodes or edges; their users miss them",
        "selection",
    ),
    _edit("select_all", "Select all nodes", "Ctrl+A", "Select every node", "graph"),
    RULE,
    _act("find", "Find…", "search", "Ctrl+F", "Find a node by its name or operator", "graph"),
)
_VIEW = (
    _looked_at("operators", "Operators", "reading", "operators", "Every operator is a node"),
    _looked_at("lines", "Lines", "reading", "lines", "One node per named line of the text"),
    RULE,
    _shown("values", "Values", "V", "Show values on the graph"),
    _shown("gradients", "Gradients", "G", "Show gradients on the graph"),
    _shown("locals", "Local derivatives", "D", "Show each edge's derivative"),
    RULE,
    _looked_at("left_right", "Left to right", "direction", "LR", "Results to the right"),
    _looked_at("top_bottom", "Top to bottom", "direction", "TB", "Results at the bottom"),
    RULE,
    _looked_at("bundled", "Bundled Graphviz", "engine", "bundled", "Laid out by our own"),
    _looked_at("dot", "Graphviz of this computer", "engine", "dot", "The dot on the PATH", "dot"),
    RULE,
    _act("fit", "Fit", "view.fit", "0", "Zoom so that the whole graph is seen"),
    _act("actual_size", "Actual size", "view.actual_size", "Ctrl+0", "Zoom to 100 %"),
    _act("zoom_in", "Zoom in", "view.zoom_in", "+ = Ctrl++"),
    _act("zoom_out", "Zoom out", "view.zoom_out", "- Ctrl+-"),
    RULE,
    *(_toggle(panel.id, panel.title, "show_panels", panel.key, panel.tip) for panel in PANELS),
    RULE,
    _act("theme", "Switch light and dark", "looks.toggle", "T"),
    _choice("theme_system", "Light or dark as the system", "looks.choose", "system", "As it is"),
    _choice("theme_light", "Light", "looks.choose", "light", "Dark on light"),
    _choice("theme_dark", "Dark", "looks.choose", "dark", "Light on dark"),
)
_PLAY = (
    _act("play", "Play or pause", "player.toggle", "Space", "Run forward, then back", "graph"),
    _act("back", "Step back", "player.step_back", "Left PgUp", needs="graph"),
    _act("forward", "Step forward", "player.step_forward", "Right PgDown", needs="graph"),
    _act("start", "To the start", "player.to_start", "Home", needs="graph"),
    _act("end", "To the end", "player.to_end", "End", needs="graph"),
    _act("replay", "Replay", "player.replay", "R", "Play from the start", "graph"),
    RULE,
    _act("slower", "Slower", "player.slower", "["),
    _act("faster", "Faster", "player.faster", "]"),
    _toggle("loop", "Loop", "player.set_loop", "L", "Begin again at the end"),
    RULE,
    _looked_at("by_node", "By node", "stride", "node", "One node per step"),
    _looked_at("by_level", "By level", "stride", "level", "One depth per step"),
    RULE,
    _act(
        "present",
        "Present",
        "presentation.toggle",
        "F5 F11",
        "Full screen, large, no panels",
        "graph",
    ),
    _act("blackout", "Blackout", "presentation.blackout", "B", "Black screen until the next key"),
    _act("leave", "Close or leave", "leave", "Esc", "Close what is open, leave the presentation"),
)
_HELP = (
    _act("help", "Keys and language", "guide.show_help", "F1 ?", "All keys, and what can be typed"),
    _act(
        "language",
        "The text language",
        "guide.show_language",
        "",
        "A page on all that can be typed",
    ),
    _act("about", "About graphviz_app", "guide.show_about"),
)
MENUS: Mapping[str, tuple[ActionSpec | None, ...]] = MappingProxyType(
    {"File": _FILE, "Edit": _EDIT, "View": _VIEW, "Play": _PLAY, "Help": _HELP}
)
"""Everything a person can do in the window, by menu and in its order."""

ACTIONS = tuple(spec for menu in MENUS.values() for spec in menu if spec is not None)

CANVAS_MENU = (
    *("add_node", "change_value", ""),
    *("cut", "copy", "paste", "duplicate", "delete", ""),
    *("select_all", "find", "fit"),
)
"""What a right click offers; "" is a line between entries."""

TOP_READING = ("operators", "lines")
TOP_SHOWN = ("values", "gradients", "locals")
TOP_RIGHT = ("undo", "redo", "find", "present", "export")
"""What stands in the top row, in its order."""


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
    find = attrgetter(spec.run)

    def call(checked: bool) -> None:
        if spec.value is not None:
            find(window)(spec.value)
        elif spec.checkable:
            find(window)(checked)
        else:
            find(window)()

    return call
