"""Numbers and tensors as they are written.

literal         numbers and lists of them; making: np.array([1, 2])
indexing        elements and slices
numeral         numbers as people print them; typed_value: a value that is typed alone
"""
