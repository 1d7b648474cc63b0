"""Theme: colours, fonts and lengths as data. Colours are ``#RRGGBB``; lengths are pixels."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything a drawing needs to know about its look."""

    name: str
    window: str
    panel: str
    canvas: str
    ink: str
    muted: str
    faint: str
    hairline: str
    value: str
    value_tint: str
    gradient: str
    gradient_tint: str
    tangent: str
    """Of forward mode: beside values, where else gradients are."""
    tangent_tint: str
    parameter: str
    """Also: update, and right."""
    parameter_tint: str
    input: str
    input_tint: str
    target: str
    target_tint: str
    node: str
    outline: str
    edge: str
    tab: str
    """The tinted tab on which an operator shows its sign."""
    low: str
    """In heat tables: the end of the scale below zero …"""
    high: str
    """… and above it. The two also differ for colour-blind eyes."""
    wrong: str
    """What a person got wrong; never without its sign. Right is the colour of parameters."""
    sans: str = "Inter"
    mono: str = "JetBrains Mono"
    derivative_tone: str = "gradient"
    """Of the derivatives that are shown: reverse mode's, or ``tangent``."""
    plain: bool = False
    """Whether nothing is told by colour or tint: only by weight, dash, shape and place."""
    scale: float = 1.0
    """Multiplies every length and font size: 1.6 on a projector."""
    letters: float = 1.0
    """How much larger the smallest text is beside names, signs and gaps: more in a dense figure."""

    def px(self, length: float) -> float:
        """A length of the design, scaled."""
        return length * self.scale

    def lettered(self, length: float) -> float:
        """A length that goes with the size of the smallest text."""
        return self.px(length * self.letters)

    def opened(self, length: float) -> float:
        """A length of what holds signs and numbers, which grow unlike."""
        return self.px(length * (1.0 + self.letters) / 2)

    @property
    def legible(self) -> float:
        """Pixels on the screen that a number has at least: seen from a chair, or the last row."""
        return 11.0 if self.scale <= 1 else 14.0

    def toned(self, tone: str) -> str:
        """The colour of what has this tone: ``value``, ``gradient``, ``tangent``, ``parameter``."""
        return dict(self.tones)[tone]

    def in_forward_mode(self) -> "Theme":
        """The same with derivatives in the colour of tangents."""
        return replace(self, derivative_tone="tangent")

    @property
    def derivative(self) -> str:
        """The colour of what stands below a value: a gradient, or a tangent."""
        return self.toned(self.derivative_tone)

    @property
    def tones(self) -> tuple[tuple[str, str], ...]:
        """The tones of formulas and their colours.

        What a parameter moves by is in the green of tangents, in which text can be read; in a run
        there are never both.
        """
        return (
            ("value", self.value),
            ("gradient", self.gradient),
            ("tangent", self.tangent),
            ("parameter", self.tangent),
        )

    def tinted(self, tone: str) -> str:
        """A light ground in the same."""
        tints = self.value_tint, self.gradient_tint, self.tangent_tint, self.parameter_tint
        return dict(zip((name for name, _ in self.tones), tints, strict=True))[tone]


LIGHT = Theme(
    name="light",
    window="#F6F7F9",
    panel="#FFFFFF",
    canvas="#FCFCFD",
    ink="#1B2130",
    muted="#667085",
    faint="#98A2B3",
    hairline="#DDE1E7",
    value="#0067B1",
    value_tint="#E5F1FB",
    gradient="#C2500A",
    gradient_tint="#FDEEE3",
    tangent="#0B7A55",
    tangent_tint="#E2F4EC",
    parameter="#1F9D74",
    parameter_tint="#E4F5EE",
    input="#5AA9E0",
    input_tint="#E8F3FC",
    target="#B8679B",
    target_tint="#F7EAF3",
    node="#FFFFFF",
    outline="#C5CCD6",
    edge="#8A94A6",
    tab="#F3F5F8",
    low="#9C6BC4",
    high="#2FA36B",
    wrong="#BE123C",
)
DARK = Theme(
    name="dark",
    window="#12151A",
    panel="#181C22",
    canvas="#14181E",
    ink="#E8EBF0",
    muted="#9AA4B2",
    faint="#6B7686",
    hairline="#2A313B",
    value="#5DB7FF",
    value_tint="#14293B",
    gradient="#FF9B5E",
    gradient_tint="#3A2415",
    tangent="#4ADFA8",
    tangent_tint="#123227",
    parameter="#2FBF90",
    parameter_tint="#14302A",
    input="#3D8CC4",
    input_tint="#172A3A",
    target="#D386B8",
    target_tint="#33222E",
    node="#1F252D",
    outline="#3B4553",
    edge="#7B8698",
    tab="#181D24",
    low="#A478D1",
    high="#2F9E6E",
    wrong="#FF7C93",
)
PROJECTOR = replace(LIGHT, name="projector", scale=1.6)
PAPER = replace(
    LIGHT,
    name="paper",
    window="#FFFFFF",
    panel="#FFFFFF",
    canvas="#FFFFFF",
    ink="#000000",
    outline="#7A828E",
    edge="#5B6472",
)
_BLACK, _WHITE = "#000000", "#FFFFFF"
PRINT = Theme(
    name="print",
    plain=True,
    window=_WHITE,
    panel=_WHITE,
    canvas=_WHITE,
    ink=_BLACK,
    muted=_BLACK,
    faint=_BLACK,
    hairline=_BLACK,
    value=_BLACK,
    value_tint=_WHITE,
    gradient=_BLACK,
    gradient_tint=_WHITE,
    tangent=_BLACK,
    tangent_tint=_WHITE,
    parameter=_BLACK,
    parameter_tint=_WHITE,
    input=_BLACK,
    input_tint=_WHITE,
    target=_BLACK,
    target_tint=_WHITE,
    node=_WHITE,
    outline=_BLACK,
    edge=_BLACK,
    tab=_WHITE,
    low="#C8C8C8",
    high="#646464",
    wrong=_BLACK,
)
"""Stays what it is on paper and when it is copied."""

THEMES: Mapping[str, Theme] = MappingProxyType(
    {theme.name: theme for theme in (LIGHT, DARK, PROJECTOR, PAPER, PRINT)}
)
