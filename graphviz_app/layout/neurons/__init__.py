"""The layout of the reading neurons: inputs a column, each layer a column, weights on their edges.

columns         which column each node is in
order           the order in each column
rows            how far down each node is
courses         the course of each edge
weights         where on its edge each weight stands
drawing         all of it as a Layout, as wide or high as the room
"""
