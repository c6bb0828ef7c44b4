"""Bàn làm việc: the officials' screens. No tables here, and no rule of law."""
