"""The one table of actions: it feeds the menus, the top row, the shortcuts and the help overlay."""

from collections.abc import Mapping
from types import MappingProxyType

from graphviz_app.export.table import formats, names
from graphviz_app.gui.window.action import ActionSpec, act, edit, looked_at, shown, toggle
from graphviz_app.gui.window.tables.ask_actions import ASK
from graphviz_app.gui.window.tables.learn_actions import LEARN
from graphviz_app.gui.window.tables.node_actions import NODE
from graphviz_app.gui.window.tables.view_actions import RULE, VIEW, WINDOW

_EXPORT = f"Save the picture as {names(formats())}"
_ANIMATE = f"Save how it is computed as {names(formats('many'))}"
_FILE = (
    act("new", "New", calls="start_typing", keys="Ctrl+N", tip="Begin with an empty graph"),
    act(
        "open",
        "Open…",
        calls="files.open",
        keys="Ctrl+O",
        tip="Open a .cg or .json file, or a picture that carries one",
    ),
    act("examples", "Examples…", calls="show_gallery", tip="Choose among the examples by picture"),
    RULE,
    act("save", "Save", calls="files.save", keys="Ctrl+S"),
    act(
        "save_as",
        "Save as…",
        calls="files.save_as",
        keys="Ctrl+Shift+S",
        tip="Save under another name",
    ),
    act(
        "import_answers",
        "Import answers…",
        calls="checking.bringing.import_answers",
        tip="Numbers worked out by hand, from a table or a text, to be checked",
        needs="graph",
    ),
    act("export", "Export…", calls="exports.picture", keys="Ctrl+E", tip=_EXPORT, needs="graph"),
    act(
        "export_animation",
        "Export animation…",
        calls="exports.animation",
        keys="Ctrl+Shift+E",
        tip=_ANIMATE,
        needs="graph",
    ),
    act(
        "export_solution",
        "Export worked solution…",
        calls="exports.solution",
        tip="Every step with its numbers: text, Markdown, LaTeX, HTML",
        needs="graph",
    ),
    act(
        "worksheets",
        "Worksheets…",
        calls="exports.worksheets",
        tip="Sheets for a class, each with numbers of its own, and their answer keys",
        needs="graph",
    ),
    RULE,
    act("quit", "Quit", calls="close", keys="Ctrl+Q", tip="Close the window"),
)
_EDIT = (
    act("undo", "Undo", calls="undo", keys="Ctrl+Z", tip="Take the last change back", needs="undo"),
    act(
        "redo",
        "Redo",
        calls="redo",
        keys="Ctrl+Shift+Z Ctrl+Y",
        tip="Make the change again",
        needs="redo",
    ),
    RULE,
    edit("add_node", "Add node…", keys="Tab", tip="Type an operator, a value or a line"),
    edit(
        "change_value",
        "Change value…",
        keys="Return",
        tip="Type another value for a leaf",
        needs="leaf",
    ),
    edit(
        "expand",
        "Expand or collapse",
        keys="E",
        tip="An operator as its parts, and back",
        needs="parts",
    ),
    edit(
        "swap",
        "Swap operands",
        keys="X",
        tip="The two operands of a node change places",
        needs="operands",
        by="connecting",
    ),
    RULE,
    edit(
        "cut",
        "Cut nodes",
        keys="Ctrl+X",
        tip="Copy the selected nodes, then delete them",
        needs="nodes",
    ),
    edit(
        "copy",
        "Copy nodes",
        keys="Ctrl+C",
        tip="Copy the lines of the selected nodes",
        needs="nodes",
    ),
    act(
        "copy_picture",
        "Copy picture",
        calls="exports.copy",
        keys="Ctrl+Shift+C",
        tip="As it is now: PNG and SVG, with the graph as text",
        needs="graph",
    ),
    act(
        "paste",
        "Paste nodes or text",
        calls="editing.paste",
        keys="Ctrl+V",
        tip="Copied nodes, or text or a picture as a graph",
    ),
    edit(
        "duplicate",
        "Duplicate nodes",
        keys="Ctrl+D",
        tip="The selected nodes once more, same operands",
        needs="nodes",
    ),
    edit(
        "delete",
        "Delete selected",
        keys="Del Backspace",
        tip="Nodes or edges; their users miss them",
        needs="selection",
    ),
    edit("select_all", "Select all nodes", keys="Ctrl+A", tip="Select every node", needs="graph"),
    RULE,
    act(
        "find",
        "Find…",
        calls="search",
        keys="Ctrl+F",
        tip="Find a node by its name or operator",
        needs="graph",
    ),
    act(
        "next_wrong",
        "Next wrong claim",
        calls="checking.next_wrong",
        keys="F8",
        tip="To the next number that is wrong, in text and graph",
        needs="wrong",
    ),
    act(
        "previous_wrong",
        "Previous wrong claim",
        calls="checking.previous_wrong",
        keys="Shift+F8",
        tip="To the wrong number before",
        needs="wrong",
    ),
)
_PLAY = (
    act(
        "play",
        "Play or pause",
        calls="player.toggle",
        keys="Space",
        tip="Run forward, then back",
        needs="graph",
    ),
    act("back", "Step back", calls="player.step_back", keys="Left PgUp", needs="graph"),
    act("forward", "Step forward", calls="player.step_forward", keys="Right", needs="graph"),
    act(
        "advance",
        "Reveal, else step forward",
        calls="on_graph.revealing.advance",
        keys="PgDown",
        tip="While presenting, what this step has found and is covered",
        needs="graph",
    ),
    act("start", "To the start", calls="player.to_start", keys="Home", needs="graph"),
    act("end", "To the end", calls="player.to_end", keys="End", needs="graph"),
    act(
        "replay",
        "Replay",
        calls="player.replay",
        keys="R",
        tip="Play from the start",
        needs="graph",
    ),
    edit(
        "go_to_step",
        "Go to its step",
        keys="J",
        tip="The selected node's step; again: the one of its gradient",
        needs="selection",
        by="conversation",
    ),
    RULE,
    act("slower", "Slower", calls="player.slower", keys="["),
    act("faster", "Faster", calls="player.faster", keys="]"),
    toggle("loop", "Loop", calls="player.set_loop", keys="L", tip="Begin again at the end"),
    RULE,
    shown("tangents", "Forward mode (tangents)", keys="Y", tip="Everything by one input: click it"),
    looked_at("by_node", "By node", view="stride", value="node", tip="One node per step"),
    looked_at("by_level", "By level", view="stride", value="level", tip="One depth per step"),
    RULE,
    act(
        "present",
        "Present",
        calls="presentation.toggle",
        keys="F5 F11",
        tip="Full screen, large, no panels",
        needs="graph",
    ),
    act(
        "blackout",
        "Blackout",
        calls="presentation.blackout",
        keys="B",
        tip="Black screen until the next key",
    ),
    act(
        "leave",
        "Close or leave",
        calls="leave",
        keys="Esc",
        tip="Close what is open, leave the presentation",
    ),
)
_HELP = (
    act(
        "help",
        "Keys and language",
        calls="guide.show_help",
        keys="F1 ?",
        tip="All keys, and what can be typed",
    ),
    act(
        "language",
        "The text language",
        calls="guide.show_language",
        tip="A page on all that can be typed",
    ),
    act(
        "python",
        "From Python",
        calls="guide.show_python",
        tip="A page on what programs in Python can show, render and animate",
    ),
    act(
        "pictures",
        "Taking pictures out",
        calls="guide.show_pictures",
        tip="A page on files for papers, slides and web pages, and how they come back",
    ),
    act("about", "About graphviz_app", calls="guide.show_about"),
)
MENUS: Mapping[str, tuple[ActionSpec | None, ...]] = MappingProxyType(
    {
        "File": _FILE,
        "Edit": _EDIT,
        "Node": NODE,
        "Ask": ASK,
        "Learn": LEARN,
        "View": VIEW,
        "Window": WINDOW,
    }
    | {"Play": _PLAY, "Help": _HELP}
)
"""Everything a person can do in the window, by menu and in its order."""

ACTIONS = tuple(spec for menu in MENUS.values() for spec in menu if spec is not None)

CANVAS_MENU = (
    *("add_node", "change_value", "rename", "label", "expand", ""),
    *("make_output", "make_input", "make_parameter", "make_target", "make_constant", ""),
    *("ask_here", "ask_gradient", "answer", "reveal", ""),
    *("make_group", "ungroup", "rename_group", "fold", "let_go", ""),
    *("cut", "copy", "paste", "duplicate", "delete", ""),
    *("select_all", "find", "fit"),
)
"""What a right click offers, as far as it applies; "" is a line between entries."""
ALWAYS_OFFERED = ("add_node", "cut", "copy", "paste", "duplicate", "delete")
"""What is there even where it is off, so that it has its place."""

TOP_READING = ("operators", "lines", "neurons")
TOP_SHOWN = ("values", "gradients", "locals")
TOP_RIGHT = ("undo", "redo", "find", "present", "export")
"""What stands in the top row, in its order."""
