"""Settings of the one site; what differs between places comes from the environment."""

import os
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent
BUILD_DIR = BASE_DIR / "build"

SIMULATED = os.environ.get("DANTIN_SIMULATED", "1") == "1"
SIDE = os.environ.get("DANTIN_SIDE", "both")
KEYS_DIR = Path(os.environ.get("DANTIN_KEYS_DIR", BUILD_DIR / "keys"))

DEMO_SECRET_KEY = "demo-only-not-secret"
SECRET_KEY = os.environ.get("DANTIN_SECRET_KEY") or DEMO_SECRET_KEY


def _refuse_to_start(why: str) -> None:
    print(f"dantin: {why}", file=sys.stderr)
    sys.exit(2)


if SIDE not in ("state", "party", "both"):
    _refuse_to_start(f"DANTIN_SIDE={SIDE}: cần state (bên Nhà nước) hoặc party (bên Đảng).")
if not SIMULATED and SECRET_KEY == DEMO_SECRET_KEY:
    _refuse_to_start("máy chủ thật (DANTIN_SIMULATED=0) cần khoá riêng: đặt DANTIN_SECRET_KEY rồi chạy lại.")
if not SIMULATED and SIDE == "both":
    _refuse_to_start("máy chủ thật (DANTIN_SIMULATED=0) chỉ giữ một bên: đặt DANTIN_SIDE là state hoặc party.")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("DANTIN_HOSTS", "127.0.0.1,localhost,testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "dantin.store",
    "dantin.public",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "dantin.public.headers.content_security_policy",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "dantin.site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "dantin" / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]


def database(url: str) -> dict:
    """`postgresql://user@host:port/name` or a path of an SQLite file."""
    if url.startswith("postgresql://"):
        from urllib.parse import unquote, urlsplit

        from psycopg import IsolationLevel

        parts = urlsplit(url)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            # An action must judge and append by one moment, else a correction slips in between reading and signing.
            "OPTIONS": {"isolation_level": IsolationLevel.REPEATABLE_READ},
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": url,
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


DATABASES = {"default": database(os.environ.get("DANTIN_DATABASE", str(BUILD_DIR / "dantin.sqlite3")))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CSRF_FAILURE_VIEW = "dantin.public.errors.forbidden"

LANGUAGE_CODE = "vi"
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BUILD_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "dantin" / "site" / "static"]
WHITENOISE_USE_FINDERS = True
