"""Which kind of item a form becomes."""

from graphviz_app.core.reading import Reading
from graphviz_app.layout import EdgePath, Layout
from graphviz_app.scene.items.cards.card_item import CardItem
from graphviz_app.scene.items.cards.folded import FoldedForm, FoldedItem
from graphviz_app.scene.items.edge_item import EdgeItem
from graphviz_app.scene.items.forms import EdgeForm, NodeForm
from graphviz_app.scene.items.neurons.disc_form import DiscForm
from graphviz_app.scene.items.neurons.disc_item import DiscItem
from graphviz_app.scene.items.neurons.weight_form import WeightForm
from graphviz_app.scene.items.neurons.weight_item import WeightItem
from graphviz_app.scene.items.node_item import NodeItem
from graphviz_app.scene.style import Style


def node_item(reading: Reading, id_: str, form: NodeForm, layout: Layout, style: Style) -> NodeItem:
    """The node in its place."""
    if isinstance(form, DiscForm):
        return DiscItem(reading, id_, form, layout, style)
    if isinstance(form, FoldedForm):
        return FoldedItem(reading, id_, form, layout, style)
    return CardItem(reading, id_, form, layout, style)


def edge_item(index: int, path: EdgePath, form: EdgeForm, style: Style, control: bool) -> EdgeItem:
    """The edge in its place."""
    if isinstance(form, WeightForm):
        return WeightItem(index, path, form, style)
    return EdgeItem(index, path, form, style, control=control)
