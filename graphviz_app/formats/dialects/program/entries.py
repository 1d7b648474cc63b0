"""The lines of a translation as they come into being, and how they are put together at the end."""

import re
from dataclasses import dataclass, field

from graphviz_app.formats.dialects.translation import Change

INDENT = "    "


@dataclass
class Entry:
    """Lines of the new text, and the 1-based line of the old one that they come from."""

    text: str
    line: int
    found: str = ""
    """What stood there, if that was something else."""
    gives: tuple[str, ...] = ()
    """The names that it gives values."""


@dataclass
class Entries:
    """Everything that was said, in order, with what was changed and what was left out."""

    entries: list[Entry] = field(default_factory=list)
    left_out: list[Change] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """One more."""
        self.entries.append(entry)

    def leave_out(self, line: int, found: str, why: str) -> None:
        """Something is not needed here."""
        self.left_out.append(Change(line, found, why))

    @property
    def last(self) -> str:
        """The last name that gets a value: it is the output unless another is chosen."""
        return next((entry.gives[-1] for entry in reversed(self.entries) if entry.gives), "")

    def of(self, name: str) -> Entry | None:
        """The line that gives one name a value, and no other."""
        return next((entry for entry in self.entries if entry.gives == (name,)), None)

    def remove(self, entry: Entry, why: str) -> None:
        """Leave a line out after all."""
        self.entries.remove(entry)
        self.leave_out(entry.line, entry.found or entry.text, why)

    def is_used(self, name: str, own: Entry) -> bool:
        """Whether any line but its own uses a name."""
        word = re.compile(rf"(?<![\w.]){re.escape(name)}(?!\w)")
        return any(word.search(without_remark(e.text)) for e in self.entries if e is not own)

    def changes(self) -> tuple[Change, ...]:
        """Every line that is written otherwise now."""
        told = [(e, without_remark(e.text).strip()) for e in self.entries if e.found]
        return tuple(Change(entry.line, entry.found, became) for entry, became in told)

    def text(self) -> tuple[str, dict[int, int]]:
        """The text, without empty lines on top or twice; and which old line each one is from."""
        lines: list[str] = []
        origin: dict[int, int] = {}
        for entry in self.entries:
            if not entry.text.strip() and (not lines or not lines[-1].strip()):
                continue
            for offset, line in enumerate(entry.text.split("\n")):
                lines.append(line.rstrip())
                origin[len(lines)] = entry.line + offset
        while lines and not lines[-1]:
            del origin[len(lines)]
            lines.pop()
        return "\n".join(lines) + "\n", origin


def without_remark(text: str) -> str:
    """Lines without what stands after #."""
    return "\n".join(line.partition("#")[0] for line in text.split("\n"))
