"""Hành động: one function = one transaction = one event for each place it touches.

Each takes a batch; a screen sends a batch of one. The clock and the person come in as arguments.
"""
