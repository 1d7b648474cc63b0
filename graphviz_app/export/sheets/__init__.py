"""Sheets for a class on paper: questions with the graph and room to write, and their answers.

job             all sheets of a class into a folder, in pieces
documents       the strips of a sheet, and of its answer key
heading         title, name and date; asked: questions with room to write; figure: the graph
solved          a worked solution as strips: equations, tables, lists
words           lines of words and formulas
strips          what stands below each other, and how it comes on pages
paper           pages into a PDF
"""
