"""The form of the animation dialog: as what, which part, how large and how fast, with what."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from graphviz_app.core.choices import Stride
from graphviz_app.export.table import Format, formats
from graphviz_app.formats.carrying.putting import can_carry
from graphviz_app.gui.export.animation.remembered import HOLDS, RATES, SPEEDS, Choices
from graphviz_app.gui.export.animation.size_field import SizeField
from graphviz_app.gui.export.choice import (
    align,
    choice,
    enable,
    lines,
    lower,
    name_in,
    press,
    row,
    rows_of,
    switches,
)
from graphviz_app.gui.widgets.name_choice import NameChoice
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.theme import DARK, LIGHT, PRINT, Theme

LOOKS: Mapping[str, Theme] = {"Light": LIGHT, "Dark": DARK, "Print": PRINT}
STRIDES: Mapping[str, Stride] = {"By node": "node", "By level": "level"}
_WITH = {
    "Caption": "What each step computes, below the graph",
    "Camera": "Goes to the step where all of it could not be read",
    "Title": "Begins with the graph's title",
    "Loop": "Begins again at its end, where the format can say so",
}
_COLUMNS = 4


class AnimationForm(QWidget):
    """Rows of buttons; what has no meaning for the format cannot be pressed."""

    changed = Signal()
    format_chosen = Signal()

    def __init__(
        self, stretches: Sequence[str], stride: Stride, dark: bool, chosen: Choices
    ) -> None:
        super().__init__()
        self._offered = formats("many")
        self.formats = choice(format_.name for format_ in self._offered)
        self.about = label("", "caption", wrap=True)
        self.stretches = NameChoice("Part")
        self.strides = choice(STRIDES)
        self.size_field = SizeField(chosen.size)
        self.rates = NameChoice("Frames per second")
        self.speeds, self.holds = choice(SPEEDS), choice(HOLDS)
        self.extras = switches(_WITH)
        self.looks = choice(LOOKS)
        self.sources = choice(["Carried along", "Left out"])
        self._build()
        self._begin(stretches, stride, dark, chosen)
        self._connect()

    def _build(self) -> None:
        rows: tuple[tuple[str, QWidget | QLayout], ...] = (
            ("Format", lines(self.formats, _COLUMNS)),
            ("", self.about),
            ("Part", self.stretches),
            ("Steps", row(self.strides)),
            ("Rest at each", row(self.holds)),
            ("Speed", row(self.speeds)),
            ("Size", self._frame_row()),
            ("With", row(self.extras)),
            ("Colours", row(self.looks)),
            ("Graph", row(self.sources)),
        )
        whole = QWidget()
        grid = rows_of(whole, rows)
        align(grid)
        lower(grid, 0)
        self._source_name = name_in(grid, len(rows) - 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(whole)
        column.addStretch(1)
        for button, about in zip(self.extras.buttons(), _WITH.values(), strict=True):
            button.setToolTip(tip(about))
        for button, about in zip(
            self.sources.buttons(),
            ("The file can be opened again here", "Nothing but what is seen"),
            strict=True,
        ):
            button.setToolTip(tip(about))

    def _frame_row(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.addWidget(self.size_field, 0, 0)
        grid.addWidget(self.rates, 0, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _begin(self, stretches: Sequence[str], stride: Stride, dark: bool, chosen: Choices) -> None:
        self.stretches.offer(stretches, stretches[0])
        self.rates.offer([rate_text(rate) for rate in RATES], rate_text(chosen.fps))
        press(self.strides, next(name for name, one in STRIDES.items() if one == stride))
        press(self.speeds, chosen.speed)
        press(self.holds, chosen.hold)
        press(self.looks, "Dark" if dark else "Light")
        press(self.sources, "Carried along" if chosen.carry else "Left out")
        on = (chosen.caption, chosen.camera, chosen.title, chosen.loop)
        for button, checked in zip(self.extras.buttons(), on, strict=True):
            button.setChecked(checked)
        self.formats.button(0).setChecked(True)
        self.follow(chosen.suffix)

    def _connect(self) -> None:
        self.formats.buttonClicked.connect(self.format_chosen)
        for group in self._groups():
            group.buttonClicked.connect(self._tell)
        for names in (self.stretches, self.rates):
            names.textActivated.connect(self._tell)
        self.size_field.changed.connect(self._tell)

    def _groups(self) -> Sequence[QButtonGroup]:
        return (
            *(self.formats, self.strides, self.speeds, self.holds, self.extras),
            *(self.looks, self.sources),
        )

    @property
    def format(self) -> Format:
        """What is written."""
        return self._offered[self.formats.checkedId()]

    @property
    def stretch(self) -> str:
        """Which part of the timeline, by its name."""
        return self.stretches.currentText()

    @property
    def stride(self) -> Stride:
        """What a step is."""
        return STRIDES[self.strides.checkedButton().text()]

    @property
    def look(self) -> Theme:
        """The colours."""
        return LOOKS[self.looks.checkedButton().text()]

    @property
    def fps(self) -> int:
        """Frames in a second."""
        return RATES[self.rates.currentIndex()]

    @property
    def speed(self) -> float:
        """How many times as fast as usual."""
        return SPEEDS[self.speeds.checkedButton().text()]

    @property
    def hold(self) -> float:
        """Seconds of rest at each step."""
        return HOLDS[self.holds.checkedButton().text()]

    def has(self, extra: str) -> bool:
        """Whether it has this: Caption, Camera, Title, Loop."""
        return self._extra(extra).isChecked()

    def _extra(self, name: str) -> QAbstractButton:
        return self.extras.button(list(_WITH).index(name))

    @property
    def carries(self) -> bool:
        """Whether the file can be opened again."""
        return self.sources.checkedId() == 0

    def choices(self, folder: str) -> Choices:
        """What to offer next time."""
        return Choices(
            *(self.format.suffix, self.size_field.currentText(), self.fps),
            *(self.speeds.checkedButton().text(), self.holds.checkedButton().text()),
            caption=self.has("Caption"),
            camera=self.has("Camera"),
            title=self.has("Title"),
            loop=self.has("Loop"),
            carry=self.carries,
            folder=folder,
        )

    def follow(self, suffix: str) -> bool:
        """Choose the format with this suffix; False if there is none."""
        for place, format_ in enumerate(self._offered):
            if format_.suffix == suffix.lower():
                self.formats.button(place).setChecked(True)
                self._suit()
                return True
        return False

    def _suit(self) -> None:
        format_ = self.format
        self.about.setText(format_.about_steps or format_.about)
        self.rates.setEnabled(format_.is_raster)
        for group in (self.holds, self.speeds):
            enable(group, not format_.in_pages)
        lacks = format_.lacks | ({"loop"} if format_.in_pages else set())
        for name in _WITH:
            self._extra(name).setEnabled(name.lower() not in lacks)
        for part in (self._source_name, *self.sources.buttons()):
            part.setVisible(can_carry(self.format.suffix))

    def _tell(self) -> None:
        self._suit()
        self.changed.emit()


def rate_text(rate: int) -> str:
    """``30 fps``."""
    return f"{rate} fps"
