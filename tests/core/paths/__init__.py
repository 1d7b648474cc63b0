"""Paths between two nodes."""
