"""The rows of the table of actions that choose how the graph is read."""

from graphviz_app.gui.window.action import reading

READINGS = (
    reading("operators", "Operators", keys="1", tip="Every operator is a node"),
    reading("lines", "Lines", keys="2", tip="One node per named line of the text"),
    reading("neurons", "Neurons", keys="3", tip="Sums as circles, weights on their edges"),
)
