"""What runs are called beside each other."""

from graphviz_app.scene.learned.runs import names_of

__all__ = ["names_of"]
