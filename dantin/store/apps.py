"""The one Django app that owns the tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "dantin.store"
    label = "store"
    verbose_name = "Kho số liệu"
