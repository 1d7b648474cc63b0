"""The look of the widgets: one style sheet and palette, built from a Theme."""

from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from graphviz_app.resources import icon
from graphviz_app.scene.typeset.fonts import font
from graphviz_app.theme import Theme

COLOURS = (
    *("window", "panel", "canvas", "ink", "muted", "faint", "hairline", "outline", "tab", "node"),
    *("value", "value_tint", "gradient", "gradient_tint", "tangent", "parameter", "parameter_tint"),
)
LENGTHS = (1, 2, 3, 4, 6, 8, 10, 12, 13, 16, 17, 20, 24, 28, 32)

_SHEET = Template("""
* { outline: none; }
QMainWindow, QDialog, QMessageBox { background: $panel; }
QWidget[surface="panel"] { background: $panel; }
QWidget[surface="canvas"] { background: $canvas; }
QLabel { background: transparent; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="title"] { font-weight: 600; }
QLabel[tone="caption"] { color: $muted; font-size: ${p12}px; }
QLabel[tone="heading"] { font-size: ${p17}px; font-weight: 600; }
QLabel[tone="value"] { color: $value; font-weight: 600; }
QLabel[tone="gradient"], QLabel[tone="error"] { color: $gradient; font-weight: 600; }
QLabel[tone="step"] { color: $tangent; font-weight: 600; }
QLabel[tone="tangent"] { color: $tangent; font-weight: 600; }
QFrame[rule="true"] { background: $hairline; border: none; }

QPushButton, QToolButton {
  background: $panel; border: 1px solid $hairline; border-radius: ${p6}px;
  padding: ${p4}px ${p12}px; min-height: ${p20}px; font-weight: 500;
}
QPushButton:hover, QToolButton:hover { background: $tab; border-color: $outline; }
QPushButton:pressed, QToolButton:pressed { background: $hairline; }
QPushButton:focus, QToolButton:focus { border: 2px solid $value; padding: ${p3}px 11px; }
QPushButton:disabled, QToolButton:disabled { color: $faint; background: $panel; }
QPushButton:default, QPushButton[primary="true"] {
  background: $value; border-color: $value; color: $panel;
}
QPushButton:default:hover { background: $value; border-color: $ink; }
QPushButton:default:focus { border-color: $ink; }
QToolButton:checked {
  background: $value_tint; border-color: $value; color: $value; font-weight: 600;
}
QToolButton:checked:focus { border-color: $ink; }
QToolButton[segment="first"] { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QToolButton[segment="inner"] { border-radius: 0; margin-left: -1px; }
QToolButton[segment="last"] {
  border-top-left-radius: 0; border-bottom-left-radius: 0; margin-left: -1px;
}
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[flat="true"] { border-color: transparent; background: transparent; padding: 0; }
QToolButton[flat="true"]:hover { background: $tab; }
QToolButton[flat="true"]:focus { border-color: $value; padding: 0; }

QMenuBar { background: $panel; padding: 1px ${p8}px 0 ${p8}px; }
QMenuBar::item { background: transparent; padding: ${p2}px ${p8}px; border-radius: ${p4}px; }
QMenuBar::item:selected { background: $tab; }
QMenuBar::item:pressed { background: $value_tint; color: $value; }
QMenu { background: $panel; border: 1px solid $outline; padding: ${p4}px; }
QMenu::item { padding: 5px ${p24}px 5px ${p28}px; border-radius: ${p4}px; }
QMenu::item:selected { background: $value_tint; color: $value; }
QMenu::item:disabled { color: $faint; background: transparent; }
QMenu::separator { height: 1px; background: $hairline; margin: ${p4}px ${p8}px; }
QMenu::indicator { width: ${p12}px; height: ${p12}px; left: ${p8}px; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {
  background: $panel; border: 1px solid $outline; border-radius: ${p6}px;
  selection-background-color: $value; selection-color: $panel;
}
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { padding: 3px ${p8}px; min-height: ${p20}px; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {
  border: 2px solid $value; padding: 2px 7px;
}
QComboBox QLineEdit, QComboBox QLineEdit:focus {
  border: none; padding: 0; min-height: 0; background: transparent;
}
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { border: 1px solid $outline; padding: ${p2}px 0; outline: none; }
QComboBox QAbstractItemView::item { min-height: ${p24}px; padding: 0 ${p8}px; }
QComboBox::drop-down { border: none; width: ${p24}px; }
QComboBox::down-arrow { image: url("$chevron"); width: ${p12}px; height: ${p12}px; }
QLineEdit[wrong="true"] { border-color: $gradient; }
QPlainTextEdit[frameless="true"], QTextEdit[frameless="true"] { border: none; border-radius: 0; }

QTabWidget::pane { border: none; border-top: 1px solid $hairline; }
QTabBar { background: $panel; }
QTabBar::tab {
  background: transparent; color: $muted; font-weight: 500;
  padding: ${p10}px ${p4}px ${p8}px ${p4}px; margin: 0 ${p3}px;
  border-bottom: 2px solid transparent;
}
QTabBar[narrow="true"]::tab {
  padding: ${p10}px 1px ${p8}px 1px; margin: 0 1px;
}
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; font-weight: 600; border-bottom-color: $value; }
QTabBar::tab:selected:focus {
  border: 2px solid $value; border-radius: ${p6}px; padding: ${p8}px ${p2}px ${p8}px ${p2}px;
}

QListView, QTreeView, QTableView {
  background: $panel; border: none; alternate-background-color: $tab; gridline-color: $hairline;
  selection-background-color: $value_tint; selection-color: $ink;
}
QListView::item:hover, QTreeView::item:hover { background: $tab; }
QListView::item:selected, QTreeView::item:selected { background: $value_tint; color: $ink; }
QHeaderView::section {
  background: $panel; color: $muted; border: none; border-bottom: 1px solid $hairline;
  padding: ${p4}px ${p8}px;
}
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: ${p10}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${p10}px; margin: 0; }
QScrollBar::handle { background: $outline; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: ${p28}px; }
QScrollBar::handle:horizontal { min-width: ${p28}px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $hairline; }
QSplitter::handle:hover { background: $value; }
QToolTip {
  background: $node; color: $ink; border: 1px solid $outline; padding: ${p4}px ${p8}px;
}
QFileDialog QToolButton { padding: ${p2}px; min-height: 0; }
QFileDialog QToolButton:focus { padding: ${p1}px; }
QDialogButtonBox, QMessageBox, QFileDialog { dialogbuttonbox-buttons-have-icons: 0; }
QProgressBar {
  background: $hairline; border: none; border-radius: 2px; max-height: ${p4}px; color: transparent;
}
QProgressBar::chunk { background: $value; border-radius: 2px; }
QCheckBox, QRadioButton { background: transparent; spacing: ${p8}px; }
QCheckBox:focus, QRadioButton:focus { color: $value; text-decoration: underline; }

QFrame[card="true"] {
  background: $panel; border: 1px solid $hairline; border-radius: ${p12}px;
}
QFrame[card="error"] { background: $gradient_tint; border: none; border-radius: ${p8}px; }
QFrame[card="info"] { background: $value_tint; border: none; border-radius: ${p8}px; }
QFrame[notice="error"] { background: $gradient_tint; border: none; }
QFrame[notice="info"] { background: $value_tint; border: none; }
QFrame[bar="top"] { background: $panel; border: none; border-bottom: 1px solid $hairline; }
QFrame[bar="top"] QToolButton { padding: ${p1}px ${p10}px; }
QFrame[bar="top"] QToolButton:focus { padding: 0 ${p8}px; }
QFrame[bar="plots"] { background: $panel; border: none; }
QFrame[bar="plots"] QToolButton {
  padding: 0 ${p8}px; min-height: ${p17}px; font-size: ${p12}px;
}
QFrame[bar="plots"] QToolButton:focus { padding: 0 7px; min-height: ${p16}px; }
QFrame[bar="plots"] QComboBox {
  padding: 0 ${p6}px; min-height: ${p17}px; font-size: ${p12}px;
}
QFrame[bar="plots"] QComboBox:focus { padding: 0 5px; min-height: ${p16}px; }
QFrame[bar="bottom"] { background: $panel; border: none; border-top: 1px solid $hairline; }
""")


def style_sheet(theme: Theme) -> str:
    """The style sheet for all widgets, with lengths scaled by the theme."""
    colours = {name: getattr(theme, name) for name in COLOURS}
    lengths = {f"p{n}": round(theme.px(n)) for n in LENGTHS}
    return _SHEET.substitute(colours, **lengths, chevron=icon("chevron-down.svg").as_posix())


def palette(theme: Theme) -> QPalette:
    """Colours for what the style sheet does not reach: selections, placeholders, dialogs."""
    palette = QPalette()
    roles = QPalette.ColorRole
    colours = {
        roles.Window: theme.panel,
        roles.Base: theme.panel,
        roles.AlternateBase: theme.tab,
        roles.Button: theme.panel,
        roles.Text: theme.ink,
        roles.WindowText: theme.ink,
        roles.ButtonText: theme.ink,
        roles.ToolTipBase: theme.node,
        roles.ToolTipText: theme.ink,
        roles.Highlight: theme.value,
        roles.HighlightedText: theme.panel,
        roles.PlaceholderText: theme.muted,
        roles.Link: theme.value,
    }
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return palette


def dress(application: QApplication, theme: Theme) -> None:
    """Give every widget of the application the theme's look."""
    application.setFont(font(theme, 13, 400))
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme))
