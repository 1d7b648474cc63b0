"""The backward pass of the graph as text, beside the graph's own.

backward_page   the page: in which language, copied, saved, opened as a graph
under_way       which of its lines are being worked out
"""
