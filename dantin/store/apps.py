"""The one Django app that owns the tables."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class StoreConfig(AppConfig):
    name = "dantin.store"
    label = "store"
    verbose_name = "Kho số liệu"

    def ready(self) -> None:
        from .installation import mark_as_real, refuse_the_other_kind

        connection_created.connect(refuse_the_other_kind)
        post_migrate.connect(mark_as_real, sender=self)
