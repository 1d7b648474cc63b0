"""Files that were opened or saved last, and the folder of the last one."""

from pathlib import Path

from PySide6.QtCore import QSettings

from graphviz_app.formats.looking import is_file, is_folder

MAX_RECENT = 10
RECENT_KEY = "files/recent"
FOLDER_KEY = "files/folder"


class Recent:
    """Kept in the settings, for the next start."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def files(self) -> list[Path]:
        """Newest first, as far as they exist."""
        kept = self._settings.value(RECENT_KEY, [], list)
        names = kept if isinstance(kept, list) else []
        return [path for path in map(Path, map(str, names)) if is_file(path)]

    def forget(self) -> None:
        """Empty the list."""
        self._settings.setValue(RECENT_KEY, [])

    def remember(self, path: Path) -> None:
        """One more, the newest."""
        path = path.absolute()
        others = [str(other) for other in self.files() if other != path]
        self._settings.setValue(RECENT_KEY, [str(path), *others][:MAX_RECENT])
        self._settings.setValue(FOLDER_KEY, str(path.parent))

    def folder(self) -> Path:
        """Where the next file will be."""
        kept = self._settings.value(FOLDER_KEY)
        folder = Path(kept) if isinstance(kept, str) and kept else Path.home()
        return folder if is_folder(folder) else Path.home()
