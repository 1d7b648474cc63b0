"""The badge beside a gradient: a small sign of equality that asks whether it holds."""

from PySide6.QtWidgets import QToolButton

from graphviz_app.theme import Theme


def equals_button() -> QToolButton:
    """A small sign of equality that asks whether it holds."""
    button = QToolButton()
    button.setText("=")
    button.setProperty("badge", True)
    button.setToolTip("Prove it: compare with a central difference")
    button.setAccessibleName("Prove this gradient")
    return button


def badge_rules(theme: Theme) -> str:
    """Style rules for the badge."""
    side = round(theme.px(18))
    return f"""
    QToolButton[badge="true"] {{ padding: 0; min-height: {side}px; min-width: {side}px;
        border-radius: {round(theme.px(4))}px; color: {theme.muted}; }}
    QToolButton[badge="true"]:hover {{ color: {theme.ink}; }}
    QToolButton[badge="true"]:focus {{ padding: 0; }}
    """
