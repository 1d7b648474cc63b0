"""Pictures into files. An exporter never opens a dialog."""

from graphviz_app.export.application import ensure_application
from graphviz_app.export.at import parse_at
from graphviz_app.export.picture import export_picture
from graphviz_app.export.writers import WRITERS, write_picture

__all__ = ["WRITERS", "ensure_application", "export_picture", "parse_at", "write_picture"]
