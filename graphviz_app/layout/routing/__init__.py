"""Which way edges go, once Graphviz has said where nodes and numbers are.

drawn           what Graphviz has decided, and how it is moved apart
bands           what is empty but for edges, made as high as those need
columns         what stands one below the other, and at which heights edges pass between
courses         the level pieces of each edge, and where it leaves its node
channels        the lanes of edges between two columns
routes          all of it as curves
"""
