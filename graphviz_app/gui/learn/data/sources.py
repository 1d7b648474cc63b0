"""Where data come from: tables in files, read once; and which files a person has chosen."""

from pathlib import Path

from PySide6.QtCore import QSettings

from graphviz_app.core.learning.settings import DataUse
from graphviz_app.core.learning.table import Table, written_table

CHOSEN_KEY = "data/chosen"
MOST_DOCUMENTS, MOST_FILES = 100, 10
UNNAMED = ""
"""Under which files are kept that were chosen for documents without a name."""
Signature = tuple[int, int, int]


class Chosen:
    """Files outside its folder that a document may read, as a person has chosen them for it."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def of(self, document: Path | None) -> tuple[Path, ...]:
        """Those of a document."""
        return tuple(map(Path, self._kept().get(_key(document), ())))

    def add(self, document: Path | None, file: Path) -> None:
        """One more; the oldest are forgotten."""
        import json  # late: of those who choose files

        kept, key, name = self._kept(), _key(document), str(file.resolve())
        files = [other for other in kept.pop(key, ()) if other != name]
        kept[key] = [*files, name][-MOST_FILES:]
        last = dict(list(kept.items())[-MOST_DOCUMENTS:])
        self._settings.setValue(CHOSEN_KEY, json.dumps(last))

    def _kept(self) -> dict[str, list[str]]:
        """Settings may be damaged."""
        import json

        try:
            kept = json.loads(str(self._settings.value(CHOSEN_KEY, "{}")))
        except ValueError:
            return {}
        lists = kept.items() if isinstance(kept, dict) else ()
        return {
            str(key): [str(f) for f in files] for key, files in lists if isinstance(files, list)
        }


class Sources:
    """The table of what a document says; the same object as long as it says and is the same."""

    def __init__(self) -> None:
        self._data: DataUse | None = None
        self.file: Path | None = None
        """Where the table was read; None where it is written out."""
        self._signature: Signature | None = None
        self._table: Table | None = None

    def table(self, data: DataUse, document: Path | None, chosen: tuple[Path, ...]) -> Table:
        """Read it if it is another one; raises DataError."""
        from graphviz_app.formats.tables.beside import data_file  # late: of those who have data
        from graphviz_app.formats.tables.files import read_table

        file, signature = None, None
        if data.path:
            folder = None if document is None else document.parent
            file = data_file(data.path, folder, chosen)
            signature = _signature(file)
        known = data == self._data if file is None else file == self.file
        if self._table is None or not known or signature != self._signature:
            self._table = None
            self._table = written_table(data) if file is None else read_table(file)
        self._data, self.file, self._signature = data, file, signature
        return self._table

    @property
    def is_stale(self) -> bool:
        """Whether the file is another one than it was when it was read."""
        return self.file is not None and _signature(self.file) != self._signature

    def know(self, file: Path, table: Table) -> None:
        """A table that was just read."""
        self._data, self.file = None, file.resolve()
        self._signature, self._table = _signature(self.file), table


def _signature(file: Path) -> Signature | None:
    """What tells that a file was written anew; None for what cannot be looked at."""
    try:
        facts = file.stat()
    except (OSError, ValueError):
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino


def _key(document: Path | None) -> str:
    return UNNAMED if document is None else str(document.absolute())
