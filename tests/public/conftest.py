"""Fixtures of the public pages."""

import pytest

from . import small_province


@pytest.fixture
def small(db: None) -> small_province.SmallProvince:
    return small_province.build()
