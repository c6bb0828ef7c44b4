"""The WSGI application that granian serves."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dantin.site.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402 — only after the settings are loaded
from django.db import connection  # noqa: E402

from dantin.store.refusals import Refused  # noqa: E402

try:
    connection.ensure_connection()
except Refused as refusal:  # a database of the other kind is told at the start, not to the first visitor
    sys.exit(f"dantin: {refusal}")
connection.close()
if not settings.SIMULATED and not settings.TRUSTED_PROXIES:  # behind a proxy that nobody named, all are one address
    print(
        "dantin: chưa đặt DANTIN_PROXY. Nếu trước máy chủ này có máy chủ https thì mọi người vào bị đếm chung một địa"
        " chỉ, và ai gõ sai mật khẩu nhiều lần thì mọi người cùng bị chặn: đặt DANTIN_PROXY=127.0.0.1 rồi chạy lại.",
        file=sys.stderr,
    )
