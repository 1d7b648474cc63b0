"""The strip at the bottom: buttons, the timeline, speed, stride and loop."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QToolButton, QWidget

from graphviz_app.frames import Frame
from graphviz_app.gui.play.player import SPEEDS, Player
from graphviz_app.gui.play.timeline_bar import TimelineBar
from graphviz_app.gui.widgets.icons import sign
from graphviz_app.gui.widgets.narrow import Strip, is_low
from graphviz_app.gui.widgets.panel import Panel
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

HEIGHT, LOW_HEIGHT = 100, 52
"""The second in low windows: one row."""
BUTTON, PLAY_BUTTON = 32, 44
SMALLER = 0.86
"""Of buttons in low windows."""
LARGEST_SCALE = 1.25
"""Only the lecturer reads this strip: the room is for the graph."""
COMFORTABLE = 1280
"""Pixels of width up to which nothing is enlarged."""
LEAST_TIMELINE = 200


class SignButton(QAbstractButton):
    """A round button with a drawn sign; ``primary`` is the big filled one."""

    def __init__(self, action: QAction, name: str, theme: Theme, primary: bool = False) -> None:
        super().__init__()
        self.sign = name
        self._theme = theme
        self._primary = primary
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(action.toolTip())
        self.setAccessibleName(action.text())
        self.clicked.connect(action.trigger)
        self.setFixedSize(self.sizeHint())

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    def set_sign(self, name: str) -> None:
        """Show another sign."""
        self.sign = name
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = round(self._theme.px(PLAY_BUTTON if self._primary else BUTTON))
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QRectF(self.rect()).center())
        radius = self.width() / 2 - 2
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ink if self._primary else theme.value), 2))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._fill()))
        painter.drawEllipse(QPointF(), radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = theme.panel if self._primary else theme.ink if self.isEnabled() else theme.faint
        painter.fillPath(sign(self.sign, theme.px(16 if self._primary else 11)), QColor(colour))

    def _fill(self) -> str:
        theme = self._theme
        if self._primary:
            return theme.value if self.isEnabled() else theme.outline
        if self.isDown():
            return theme.outline
        return theme.hairline if self.underMouse() else theme.tab


class Transport(Strip, Panel):
    """Moves through the run; everything on it is also an action with a key."""

    def __init__(self, player: Player, actions: Mapping[str, QAction], theme: Theme) -> None:
        super().__init__("bottom")
        self._theme = theme
        self._player = player
        self.bar = TimelineBar(theme)
        self.buttons = {
            name: SignButton(actions[name], name, theme, primary=name == "play")
            for name in ("start", "back", "play", "forward", "end")
        }
        self.speed_button, self.speed_actions = _speed_button(player, self)
        for button in self.buttons.values():
            self.row.addWidget(button)
        self.row.addWidget(self.bar, 1)
        stride = segmented([actions["by_node"], actions["by_level"]])
        self.extras = [self.speed_button, stride, word_button(actions["loop"])]
        for extra in self.extras:  # they are also in the menu
            self.row.addWidget(extra)
        self._worn = theme
        """Of the scale that fits the width."""
        self._lay_out(theme)
        self.bar.scrubbed.connect(player.scrub)
        player.playing_changed.connect(self._show_playing)
        player.speed_changed.connect(self._show_speed)
        self._show_speed(player.speed)

    @override
    def set_frame(self, frame: Frame | None) -> None:
        self.bar.show_frame(frame)

    @override
    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._wear(self._fitted())

    def give_height(self) -> None:
        """The window has another height: a low one leaves it one row."""
        if is_low(self) != self.bar.low:
            self.bar.low = is_low(self)
            self._wear(self._fitted())

    def _fitted(self) -> Theme:
        """Where there is little room, less is enlarged."""
        if self.bar.low:
            return replace(self._theme, scale=min(self._theme.scale, 1.0))
        scale = min(self._theme.scale, LARGEST_SCALE, max(self.width() / COMFORTABLE, 1.0))
        return replace(self._theme, scale=scale)

    def _wear(self, fitted: Theme) -> None:
        self._worn = fitted
        size = SMALLER if self.bar.low else 1.0
        for button in self.buttons.values():
            button.set_theme(replace(fitted, scale=fitted.scale * size))
        self.bar.set_theme(fitted)
        self._lay_out(fitted)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitted = self._fitted()
        if fitted.scale != self._worn.scale:
            self._wear(fitted)

    @override
    def needed(self) -> int:
        gap = self.row.spacing()
        return LEAST_TIMELINE + sum(button.width() + gap for button in self.buttons.values())

    def _lay_out(self, theme: Theme) -> None:
        side = round(theme.px(20))
        self.setStyleSheet(button_rules(theme))
        self.row.setContentsMargins(side, 0, side, 0)
        self.row.setSpacing(round(theme.px(10)))
        self.setFixedHeight(round(theme.px(LOW_HEIGHT if self.bar.low else HEIGHT)))
        self.give_way()

    def _show_playing(self, playing: bool) -> None:
        self.buttons["play"].set_sign("pause" if playing else "play")
        self.buttons["play"].setAccessibleName("Pause" if playing else "Play")

    def _show_speed(self, speed: float) -> None:
        self.speed_button.setText(f"Speed {speed:g}×")
        self.speed_actions[speed].setChecked(True)


def word_button(action: QAction, segment: str = "") -> QToolButton:
    """A button with the action's word; keys and checks come from the action."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if segment:
        button.setProperty("segment", segment)
    return button


def segmented(actions: Sequence[QAction]) -> QWidget:
    """Words side by side, of which one is chosen."""
    together = QWidget()
    row = QHBoxLayout(together)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    places = ["first", *["inner"] * (len(actions) - 2), "last"]
    for action, place in zip(actions, places, strict=True):
        row.addWidget(word_button(action, place))
    return together


def button_rules(theme: Theme) -> str:
    """Style rules for word buttons in a strip with lengths of its own."""
    high, wide = round(theme.px(4)), round(theme.px(12))
    return (
        f"QToolButton {{ font-size: {round(theme.px(13))}px; padding: {high}px {wide}px;"
        f" min-height: {round(theme.px(20))}px; }}"
        f"QToolButton:focus {{ padding: {high - 1}px {wide - 1}px; }}"
    )


def _speed_button(player: Player, parent: QWidget) -> tuple[QToolButton, dict[float, QAction]]:
    """A button that opens the choice of speeds."""
    menu = QMenu(parent)
    group = QActionGroup(menu)
    actions: dict[float, QAction] = {}
    for speed in SPEEDS:
        action = menu.addAction(f"{speed:g}×")
        action.setCheckable(True)
        action.triggered.connect(lambda _checked, speed=speed: player.set_speed(speed))
        group.addAction(action)
        actions[speed] = action
    button = QToolButton()
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip("How quickly time passes  ([ slower, ] faster)")
    return button, actions
