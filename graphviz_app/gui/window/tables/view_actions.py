"""The table of actions, as far as it is about how the graph looks and what stands beside it."""

from graphviz_app.gui.window.action import act, choice, looked_at, page, reading, shown, toggle
from graphviz_app.gui.window.panels import PANELS
from graphviz_app.gui.window.right_panel import PAGES

RULE = None
"""A line between entries of a menu."""

SUBMENUS = {
    "style": "Style",
    "bias": "Biases",
    "edge_numbers": "Numbers on edges",
    "direction": "Direction",
    "engine": "Laid out by",
    "folding": "Groups",
    "view": "Zoom",
    "looks.choose": "Colours",
}
"""What has a menu of its own, and its title: choices by their group, else by who is called."""

VIEW = (
    reading("operators", "Operators", keys="1", tip="Every operator is a node"),
    reading("lines", "Lines", keys="2", tip="One node per named line of the text"),
    reading("neurons", "Neurons", keys="3", tip="Sums as circles, weights on their edges"),
    RULE,
    shown("values", "Values", keys="V", tip="Show values on the graph"),
    shown("gradients", "Gradients", keys="G", tip="Show gradients on the graph"),
    shown("composition", "As one function", keys="K", tip="f(w(v(u(x)))) below the graph"),
    shown("locals", "Local derivatives", keys="D", tip="Show each edge's derivative"),
    shown(
        "marks",
        "Mark dead and saturated",
        keys="M",
        tip="Units that hand nothing back, or next to nothing",
    ),
    shown("shapes", "Shapes", keys="Shift+S", tip="The shape of what each edge carries, as (2, 3)"),
    RULE,
    act(
        "switch_style",
        "Switch cards and wires",
        calls="drawing.switch_style",
        keys="W",
        tip="Numbers on nodes, or on the wires between",
    ),
    looked_at("cards", "Cards", view="style", value="cards", tip="Numbers on the nodes"),
    looked_at("wires", "Wires", view="style", value="wires", tip="Signs, with numbers on wires"),
    looked_at("bias_inside", "Bias at its neuron", view="bias", value="inside", tip="In Neurons"),
    looked_at("bias_edge", "Bias as an edge from a 1", view="bias", value="edge", tip="In Neurons"),
    looked_at(
        "edges_all", "All numbers on edges", view="edge_numbers", value="all", tip="Also repeated"
    ),
    looked_at(
        "edges_new",
        "New numbers on edges",
        view="edge_numbers",
        value="new",
        tip="Only what nodes do not show",
    ),
    looked_at(
        "edges_none", "No numbers on edges", view="edge_numbers", value="none", tip="Only on nodes"
    ),
    looked_at(
        "automatic",
        "Automatic",
        view="direction",
        value="auto",
        tip="Whichever way, and in as many rows as the graph is largest",
    ),
    looked_at(
        "left_right", "Left to right", view="direction", value="LR", tip="Results to the right"
    ),
    looked_at(
        "top_bottom", "Top to bottom", view="direction", value="TB", tip="Results at the bottom"
    ),
    looked_at(
        "bundled", "Bundled Graphviz", view="engine", value="bundled", tip="Laid out by our own"
    ),
    looked_at(
        "dot",
        "Graphviz of this computer",
        view="engine",
        value="dot",
        tip="The dot on the PATH",
        needs="dot",
    ),
    RULE,
    act(
        "fold",
        "Fold or open group",
        calls="folding.toggle",
        keys="F",
        tip="The selected node's group as one box, and back",
        needs="group",
    ),
    act(
        "fold_all",
        "Fold all groups",
        calls="folding.fold_all",
        keys="Shift+F",
        tip="The outermost groups as one box each",
        needs="groups",
    ),
    act(
        "open_all",
        "Open all groups",
        calls="folding.open_all",
        keys="Ctrl+Shift+F",
        tip="Every node of every group",
        needs="groups",
    ),
    RULE,
    shown("camera", "Camera", keys="C", tip="Follow the step where all could not be read"),
    act("fit", "Fit", calls="view.fit", keys="0", tip="Zoom so that the whole graph is seen"),
    act("actual_size", "Actual size", calls="view.actual_size", keys="Ctrl+0", tip="Zoom to 100 %"),
    act("zoom_in", "Zoom in", calls="view.zoom_in", keys="+ = Ctrl++"),
    act("zoom_out", "Zoom out", calls="view.zoom_out", keys="- Ctrl+-"),
    RULE,
    act("theme", "Switch light and dark", calls="looks.toggle", keys="T"),
    choice(
        "theme_system",
        "Light or dark as the system",
        calls="looks.choose",
        value="system",
        tip="As it is",
    ),
    choice("theme_light", "Light", calls="looks.choose", value="light", tip="Dark on light"),
    choice("theme_dark", "Dark", calls="looks.choose", value="dark", tip="Light on dark"),
)

WINDOW = (
    *(
        toggle(panel.id, panel.title, calls=panel.calls, keys=panel.key, tip=panel.tip)
        for panel in PANELS
    ),
    *(
        page(f"show_{spec.id}", spec.title, value=spec.id, keys=spec.key, tip=spec.tip)
        for spec in PAGES[1:]
    ),
    act(
        "backward_pass",
        "Backward pass as text",
        calls="show_backward",
        keys="Ctrl+B",
        tip="Gradients as lines, dz = da*a*(1 - a)",
        needs="graph",
    ),
)
"""What can stand beside the graph."""
