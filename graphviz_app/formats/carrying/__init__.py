"""Pictures that carry the document they were made from.

carried         what they carry
"""
