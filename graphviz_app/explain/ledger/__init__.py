"""The path ledger in words and numbers, and as tables that can be taken elsewhere.

wording   names, factors, counts and products as they are read
steps     what is said while a path is walked
tables    the whole ledger as CSV, Markdown, LaTeX, and as text for the clipboard
"""
