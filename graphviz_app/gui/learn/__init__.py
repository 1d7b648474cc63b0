"""Learning in the window.

strip/          pictures of learning under the graph
"""
