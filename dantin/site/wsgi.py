"""The WSGI application that granian serves."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dantin.site.settings")
application = get_wsgi_application()

from django.db import connection  # noqa: E402 — only after the settings are loaded

from dantin.store.refusals import Refused  # noqa: E402

try:
    connection.ensure_connection()
except Refused as refusal:  # a database of the other kind is told at the start, not to the first visitor
    sys.exit(f"dantin: {refusal}")
connection.close()
