"""Giấy tờ: one `Minutes` in, the same paper out as PDF, DOCX or HTML. No Django, no clock: the record decides all.

A form (`form.py`) says which fields a paper has and by which law; its template (`templates/`) says what is written,
and `markup.py` reads it into blocks (`blocks.py`). Papers of the State and papers of the Party are drawn by two
renderers that never meet; only what stands between head and signature is drawn the same way.
"""
