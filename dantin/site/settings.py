"""Settings of the one site; what differs between places comes from the environment."""

import os
import sys
from datetime import timedelta
from ipaddress import ip_address
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

# Roots that a digital signature on a paper may chain to: .pem, .crt and .cer files of this folder.
SIGN_ROOTS_DIR = Path(os.environ.get("DANTIN_SIGN_ROOTS", KEYS_DIR / "goc-ky-so"))
# What the QR codes of papers lead to: the public address of this server.
ADDRESS = os.environ.get("DANTIN_ADDRESS", "").rstrip("/")

# Whose `X-Forwarded-For` is believed: the https proxy on the same machine (deploy/). Nobody's unless said.
TRUSTED_PROXIES = [each.strip() for each in os.environ.get("DANTIN_PROXY", "").split(",") if each.strip()]
for _each in TRUSTED_PROXIES:
    try:
        ip_address(_each)
    except ValueError:
        _refuse_to_start(f"DANTIN_PROXY={_each}: cần địa chỉ IP của máy chủ https đứng trước, như 127.0.0.1.")

# What a page hands to a process of its own lies here until it is done with: outside database and backups.
SPOOL_DIR = Path(os.environ.get("DANTIN_SPOOL", BUILD_DIR / "spool"))
PROCESS_ENVIRONMENT: dict[str, str] = {}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "dantin.store",
    "dantin.public",
    "dantin.desk",
]
MIDDLEWARE = [
    "dantin.public.headers.security_headers",
    "dantin.public.proxy.real_address",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "dantin.public.languages.by_address",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "dantin.site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "dantin" / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "dantin.desk.frame.on_every_page"]
        },
    },
    {
        "NAME": "english",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "dantin" / "site" / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["dantin.public.languages.EnglishLoader"])],
            "context_processors": ["django.template.context_processors.request", "dantin.desk.frame.on_every_page"],
        },
    },
]


def database(url: str) -> dict:
    """`postgresql://user@host:port/name`, `?host=` a folder with its socket; or a path of an SQLite file."""
    if url.startswith("postgresql://"):
        from urllib.parse import parse_qs, unquote, urlsplit

        from psycopg import IsolationLevel

        parts = urlsplit(url)
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": asked.get("host") or parts.hostname or "",
            "PORT": asked.get("port") or str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            # What is asked again and again is planned once: planning the desk's lists costs ten times their reading.
            # An action must judge and append by one moment, else a correction slips in between reading and signing.
            "OPTIONS": {
                "isolation_level": IsolationLevel.REPEATABLE_READ,
                "server_side_binding": True,
                "prepare_threshold": 2,
            },
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

CSRF_FAILURE_VIEW = "dantin.site.errors.forbidden"

LANGUAGE_CODE = "vi"
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BUILD_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "dantin" / "site" / "static", BASE_DIR / "dantin" / "papers" / "web" / "static"]
WHITENOISE_USE_FINDERS = True

# Accounts are opened by officials (docs/decisions/0012); the desk alone has sessions, so no public page ever sees one.
AUTH_USER_MODEL = "store.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "dantin.desk.signing_in.OwnSideBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"dantin.desk.passwords.{name}"} for name in ("LongEnough", "NotCommon", "NotTheLogin")
]
# What the officials of a simulated province sign in with; shown to everybody, and worth nothing elsewhere.
SIMULATED_PASSWORD = "mô phỏng 2022"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk_today"
SESSION_COOKIE_NAME = "dantin_lam_viec"
SESSION_COOKIE_PATH = "/lam-viec/"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not SIMULATED
# A real server listens on 127.0.0.1 behind a proxy that sets this header on every request (deploy/nginx.conf.example).
SECURE_PROXY_SSL_HEADER = None if SIMULATED else ("HTTP_X_FORWARDED_PROTO", "https")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": SPOOL_DIR / "cache"}
}
ACCOUNT_ADAPTER = "dantin.desk.signing_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Wrong passwords are counted by axes, by account and address, in the database; codes are counted here.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "10/5m/key", "change_password": "20/m/user"}
ACCOUNT_FORMS = {
    "login": "dantin.desk.signing_in.SignInForm",
    "change_password": "dantin.desk.signing_in.OwnPasswordForm",
    "reauthenticate": "dantin.desk.signing_in.PasswordAgainForm",
}
MFA_ADAPTER = "dantin.desk.signing_in.SecondFactorAdapter"
# A passkey is the second factor, never the first: `MFA_PASSKEY_LOGIN_ENABLED` stays off.
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "dantin.desk.signing_in.SecondFactorForm",
    "reauthenticate": "dantin.desk.signing_in.SecondFactorAgainForm",
    "activate_totp": "dantin.desk.signing_in.NewSecondFactorForm",
    "authenticate_webauthn": "dantin.desk.passkeys.PasskeyForm",
}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "dantin.desk.passwords.whose"
AXES_LOCKOUT_CALLABLE = "dantin.desk.passwords.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
