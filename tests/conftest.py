"""What every test stands on: no screen, and nothing of the person's own settings."""

import os
from collections.abc import Iterator

import pytest

from graphviz_app import platform_check
from graphviz_app.errors import GraphAppError

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Before Qt is loaded: what a bare machine lacks, as a sentence instead of a traceback."""
    try:
        platform_check.require_drawing()
    except GraphAppError as error:
        pytest.exit(str(error), returncode=1)


@pytest.fixture(autouse=True, scope="session")
def _settings_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Window state and recent files are kept where nobody else looks."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "DATA", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(tmp_path_factory.mktemp(kind.lower())))
        yield
