"""Danh sách vào và ra: reads and writes the lists a province keeps, as XLSX and CSV. No database, no Django.

`sheets` reads a file behind `guards` and `legacy_text`; `headings` finds its columns; `reading` makes typed rows of
them or says, cell by cell, why not; `writing` makes exports, templates and the copy with the faulty cells marked.
"""
