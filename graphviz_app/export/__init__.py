"""Pictures into files. An exporter never opens a dialog.

picture         from a graph to a file in one call; at: moments as a person writes them
writers         one picture into one file, by its suffix
application     drawing needs one, also without a window
"""

from graphviz_app.export.application import ensure_application
from graphviz_app.export.at import parse_at
from graphviz_app.export.picture import export_picture
from graphviz_app.export.writers import WRITERS, write_picture

__all__ = ["WRITERS", "ensure_application", "export_picture", "parse_at", "write_picture"]
