"""WorksheetJob: sheets for a class into a folder, in pieces between which a window can live."""

from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graphviz_app.core.graph import Graph
from graphviz_app.core.pieces import Pieces, finished
from graphviz_app.core.questions import Asked
from graphviz_app.core.trace import Trace
from graphviz_app.core.variants import variants_in_pieces
from graphviz_app.errors import ExportError
from graphviz_app.explain.worksheet.asking import Asking, asked_of, without_claims
from graphviz_app.explain.worksheet.compose import numbered, runs_through, worksheet
from graphviz_app.export.application import ensure_application
from graphviz_app.export.sheets.documents import key_pages, sheet_pages
from graphviz_app.export.sheets.figure import Figure, figure_in_pieces
from graphviz_app.export.sheets.paper import pdf_in_pieces
from graphviz_app.formats.files import write_atomically
from graphviz_app.formats.language.writer import to_text
from graphviz_app.formats.looking import is_there
from graphviz_app.formats.replacing import reason_of

MOST_SHEETS = 500
DIGITS = range(1, 11)
"""Decimals that can be asked for."""
Content = dict[Path, bytes]


@dataclass(frozen=True)
class WorksheetJob:
    """What is to be written. Nothing happens before it is run."""

    graph: Graph
    folder: Path
    count: int | None = None
    """Sheets with numbers of their own; None: one sheet, with the numbers of the graph."""
    seed: int = 1
    kinds: Collection[Asked] = ()
    """What is asked for; nothing: all that there is."""
    digits: int = 4
    over: bool = False
    """Whether files that are there already are replaced."""
    source: Path | None = None
    """The file of the graph, which never is."""

    @property
    def names(self) -> Sequence[str]:
        """What the sheets are called."""
        width = max(2, len(str(self.count or 1)))
        return [f"sheet-{number:0{width}}" for number in range(1, (self.count or 1) + 1)]

    @property
    def files(self) -> Sequence[Path]:
        """All that is written: a sheet, its answer key, and a text to fill in, for each."""
        endings = (".pdf", "-key.pdf", ".cg")
        return [self.folder / f"{name}{ending}" for name in self.names for ending in endings]

    @property
    def in_the_way(self) -> Path | None:
        """The first file that is there already."""
        return next((path for path in self.files if is_there(path)), None)

    def replacing(self) -> "WorksheetJob":
        """The same, which replaces what is there."""
        return replace(self, over=True)

    def run(self) -> int:
        """All of it; raises GraphAppError, and then nothing is written.

        Returns how many sheets differ from each other: numbers come again where there are few.
        """
        return finished(self.pieces())

    def pieces(self) -> Generator[float, None, int]:
        """The same in pieces, each with the share that is done; files are written at the end."""
        self._check()
        ensure_application()
        asking = Asking.of(self.graph, self.kinds)
        start = runs_through(without_claims(self.graph))
        drawn = yield from self._figure(asked_of(start, asking), asking.has_gradients)
        content: Content = {}
        different: set[str] = set()
        for graph in self._graphs(start, asking):
            share = len(content) / len(self.files)
            if graph is not None:
                name = self.names[len(content) // 3]
                for _ in self._sheet(name, graph, asking, drawn, content):
                    yield share
                different.add(to_text(replace(graph, title="")))
            yield share
        yield 1.0
        self._write(content)
        return len(different)

    def _check(self) -> None:
        """Raise ExportError if anything would be lost."""
        there = [path for path in self.files if is_there(path)]
        source = self.source if self.source is not None and is_there(self.source) else None
        if source is not None and any(path.samefile(source) for path in there):
            raise ExportError(f"a sheet would replace the graph '{source}': choose another folder")
        if there and not self.over:
            raise ExportError(f"'{there[0]}' exists already")

    def _figure(self, asked: Trace, gradients: bool) -> Generator[float, None, Figure]:
        pieces = figure_in_pieces(asked, gradients)
        while True:
            try:
                next(pieces)
            except StopIteration as end:
                made: Figure = end.value
                return made
            yield 0.0

    def _graphs(self, start: Trace, asking: Asking) -> Iterator[Graph | None]:
        if self.count is None:
            return iter([start.graph])
        return variants_in_pieces(start.graph, asking.questions, self.count, self.seed, self.digits)

    def _sheet(
        self, name: str, graph: Graph, asking: Asking, drawn: Figure, content: Content
    ) -> Pieces[None]:
        """One sheet, with its key and its text."""
        trace, tag = runs_through(graph), f"Sheet {int(name.rpartition('-')[2])}"
        sheet = worksheet(trace, asking, self.digits)
        of = f"{sheet.title} · {tag.lower()}"
        yield
        pages = sheet_pages(sheet, drawn.of(asked_of(trace, asking)), tag)
        content[self.folder / f"{name}.pdf"] = yield from pdf_in_pieces(pages, of, of)
        key = f"{of} · answer key"
        pages = yield from key_pages(sheet, trace, drawn.of(trace), tag)
        yield
        content[self.folder / f"{name}-key.pdf"] = yield from pdf_in_pieces(pages, key, key)
        title = f"{graph.title or 'Worksheet'}, {tag.lower()}"
        asked = replace(graph, claims=tuple(numbered(sheet)), title=title, source="")
        content[self.folder / f"{name}.cg"] = to_text(asked).encode("utf-8", "replace")

    def _write(self, content: Content) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            reason = reason_of(error)
            raise ExportError(f"the folder '{self.folder}' cannot be made: {reason}") from None
        for path, data in content.items():
            write_atomically(path, data)
