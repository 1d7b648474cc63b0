"""The backward pass as a graph."""
