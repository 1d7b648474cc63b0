"""PageFrame: what the pages of the inspector stand in, and what they may put on themselves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea

from graphviz_app.core.read_run import ReadRun
from graphviz_app.gui.inspector.tensor_table import TensorTable
from graphviz_app.gui.inspector.value_field import ValueField
from graphviz_app.theme import Theme


class PageFrame(QScrollArea):
    """One page at a time; numbers that are typed on it and names that are clicked are told."""

    value_edited = Signal(str, object)
    element_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.run: ReadRun | None = None
        self.broken_text = False
        """Whether the text had mistakes when the run was made."""
        self.field: ValueField | None = None
        self.table: TensorTable | None = None

    def value_field(self, node: str) -> QLineEdit:
        """A field for the value of a leaf."""
        assert self.run is not None
        field = ValueField(self.run.trace.value(node), self.theme)
        field.value_typed.connect(
            lambda value: self.value_edited.emit(node, value), Qt.ConnectionType.QueuedConnection
        )
        self.field = field
        return field

    def tensor_table(self, node: str = "") -> TensorTable:
        """A table for the tensors of this page; ``node`` is the leaf that is edited in it."""
        table = TensorTable(self.theme)
        if node:
            table.value_edited.connect(
                lambda value: self.value_edited.emit(node, value),
                Qt.ConnectionType.QueuedConnection,
            )
        self.table = table
        return table

    def begin_edit(self) -> None:
        """Let the person type the value, if the selected node is a leaf."""
        if self.field is not None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.selectAll()
        elif self.table is not None and self.table.model.editable:
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
