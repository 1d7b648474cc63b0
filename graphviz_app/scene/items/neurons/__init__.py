"""Neurons as circles, with their weights on the edges.

disc_form       what is in a circle, and how large that is; disc_item: it in its place
activation      the curve of an activation
bias            a line of name, value and gradient
weight_form     what stands on an edge; weight_item: it in its place
"""
