"""Which form nodes and edges have in a style, and which kind of item a form becomes.

What only one style needs is imported when that is first drawn.
"""

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading
from graphviz_app.core.view import View
from graphviz_app.layout import Direction, EdgePath, Layout
from graphviz_app.scene.items.cards.card_edge import card_edge
from graphviz_app.scene.items.cards.card_form import CardForm, card_form
from graphviz_app.scene.items.cards.card_item import CardItem
from graphviz_app.scene.items.cards.folded import FoldedForm, FoldedItem, folded_form
from graphviz_app.scene.items.edge_item import EdgeItem
from graphviz_app.scene.items.forms import EdgeForm, NodeForm
from graphviz_app.scene.items.neurons.disc_form import DiscForm, disc_form, is_disc
from graphviz_app.scene.items.neurons.disc_item import DiscItem
from graphviz_app.scene.items.neurons.weight_form import WeightForm
from graphviz_app.scene.items.neurons.weight_item import WeightItem
from graphviz_app.scene.items.node_item import NodeItem
from graphviz_app.scene.style import Style


def node_form(run: ReadRun, id_: str, style: Style, view: View) -> NodeForm:
    """The form of one node of the reading."""
    if view.style == "wires" and not run.reading.neurons:
        from graphviz_app.scene.items.wires.sign_form import sign_form

        return sign_form(run, id_, style, view)
    if id_ in run.reading.boxes:
        return folded_form(run, id_, style, view)
    if run.reading.neurons and is_disc(run, id_):
        return disc_form(run, id_, style, view)
    if view.keeps_values and view.keeps_gradients:
        return card_form(run, id_, style, view)
    from graphviz_app.scene.items.cards.flat_form import flat_form

    return flat_form(run, id_, style, view)


def edge_form(run: ReadRun, index: int, style: Style, view: View) -> EdgeForm:
    """The form of one edge of the reading."""
    if view.style == "wires":
        from graphviz_app.scene.items.wires.sides_form import sides_form

        return sides_form(run, index, style, view)
    return card_edge(run, index, style, view)


def node_item(reading: Reading, id_: str, form: NodeForm, layout: Layout, style: Style) -> NodeItem:
    """The node in its place."""
    if isinstance(form, DiscForm):
        return DiscItem(reading, id_, form, layout, style)
    if isinstance(form, FoldedForm):
        return FoldedItem(reading, id_, form, layout, style)
    if isinstance(form, CardForm):
        return CardItem(reading, id_, form, layout, style)
    from graphviz_app.scene.items.wires.folded_sign import FoldedSign
    from graphviz_app.scene.items.wires.sign_item import SignItem

    return (FoldedSign if id_ in reading.boxes else SignItem)(reading, id_, form, layout, style)


def edge_item(
    index: int, path: EdgePath, form: EdgeForm, style: Style, control: bool, direction: Direction
) -> EdgeItem:
    """The edge in its place."""
    if isinstance(form, WeightForm):
        return WeightItem(index, path, form, style)
    if type(form) is EdgeForm:
        return EdgeItem(index, path, form, style, control=control, direction=direction)
    from graphviz_app.scene.items.wires.sides_item import SidesItem

    return SidesItem(index, path, form, style, control=control, direction=direction)
