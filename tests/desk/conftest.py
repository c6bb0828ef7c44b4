"""Fixtures of the desk: accounts opened as an official opens them, and a spool of this run's own."""

from pathlib import Path

import pytest
from django.db import connection

from tests.addresses import address_of


@pytest.fixture(autouse=True)
def _own_spool(tmp_path: Path, settings: object) -> None:
    settings.SPOOL_DIR = tmp_path / "spool"
    # a process of its own must meet this test's database, not the one in build/
    database = connection.settings_dict
    settings.PROCESS_ENVIRONMENT = {
        "DANTIN_DATABASE": address_of(database),
        "DANTIN_SPOOL": str(settings.SPOOL_DIR),
        "DANTIN_SIDE": settings.SIDE,
    }
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path / "cache"}
    }
    settings.PASSWORD_HASHERS = [  # argon2 has a test of its own; a slip's password is kept by the second
        f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("MD5", "PBKDF2")
    ]
