"""What the last texts said, passage by passage, so that of the next one less is to be read."""

from collections.abc import Sequence

from graphviz_app.formats.language.passages.passage import Passage

MAX_REMEMBERED = 1_000_000
"""Characters of all texts that are remembered."""
_TEXTS = 3
"""So many at most: what is open, what is pasted there, and one more."""


class Memory:
    """The texts that were read last. It can be asked and told from several threads."""

    def __init__(self) -> None:
        self._texts: tuple[tuple[str, Sequence[Passage]], ...] = ()
        self.passages: dict[str, Passage] = {}
        """All of them, by their words."""

    def recall(self, text: str) -> Sequence[Passage] | None:
        """The passages of a text, if it is one of the last."""
        return next((passages for known, passages in self._texts if known == text), None)

    def remember(self, text: str, passages: Sequence[Passage]) -> None:
        """Keep what a text says, and forget the oldest."""
        texts = [(text, passages), *(known for known in self._texts if known[0] != text)]
        kept, letters = [], 0
        for known in texts[:_TEXTS]:
            letters += len(known[0])
            if letters <= MAX_REMEMBERED:
                kept.append(known)
        self._texts = tuple(kept)
        self.passages = {p.text: p for _, some in reversed(kept) for p in some}

    def forget(self) -> None:
        """As if nothing had been read yet."""
        self._texts, self.passages = (), {}


MEMORY = Memory()
