"""Giữ số liệu: backups sealed to a public key, restored only where nothing lies, and proved (decision 0013)."""
