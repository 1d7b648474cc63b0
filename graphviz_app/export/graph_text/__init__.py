"""Graphs as text of other programs, with what the picture tells of each node and edge.

told            names, signs and numbers of nodes and edges, as rows of words
dot             for Graphviz, with the places of this layout
mermaid         for Markdown: flowcharts
"""
