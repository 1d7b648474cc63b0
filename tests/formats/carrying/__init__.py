"""Mirrors graphviz_app.formats.carrying."""
