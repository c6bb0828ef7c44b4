"""Đọc: rows → core values for the actions, lists for the screens. A reader works on one side and never joins across."""
