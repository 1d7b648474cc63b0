"""``python -m graphviz_app``: the same as the command ``graphviz-app``."""

import sys

from graphviz_app.cli import main

sys.exit(main())
