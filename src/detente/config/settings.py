"""Django settings, from the environment only, which `env.py` reads. Nothing here is a secret."""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from detente.config.env import read_for_settings

BASE = Path(__file__).resolve().parent.parent
_TOLD = read_for_settings()
PUBLIC_URL = _TOLD.url


def _secret_key(path: str) -> str:
    if path and Path(path).is_file():
        return Path(path).read_text().strip()
    return "only-for-commands-that-sign-nothing-" + secrets.token_hex(16)


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    query = dict(item.split("=", 1) for item in parts.query.split("&") if "=" in item)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "detente",
        "USER": unquote(parts.username or query.get("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "") or parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", "")),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}} if _TOLD.pool else {},
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = _secret_key(_TOLD.secret_key_file)
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
if PUBLIC_URL:
    ALLOWED_HOSTS.append(urlsplit(PUBLIC_URL).hostname or "")
    CSRF_TRUSTED_ORIGINS = [f"{urlsplit(PUBLIC_URL).scheme}://{urlsplit(PUBLIC_URL).netloc}"]
SECURE = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, LANGUAGE_COOKIE_NAME = "detente_session", "detente_csrf", "detente_language"
CSRF_FAILURE_VIEW = "detente.web.views.errors.old_form"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "detente.journal",
    "detente.accounts",
    "detente.desk",
    "detente.publicpage",
    "detente.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "detente.web.static_files.StaticFiles",
    "detente.web.middleware.ContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "detente.web.middleware.ReaderLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "detente.web.middleware.RefusalsAreAnswers",
]
ROOT_URLCONF = "detente.config.urls"
ASGI_APPLICATION = "detente.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "detente.web.context.desk",
            ]
        },
    }
]
DATABASES = {"default": _database(_TOLD.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "/sign-in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [("fr", "Français"), ("en", "English")]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 300

DATA_UPLOAD_MAX_MEMORY_SIZE = 60 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

DETENTE_DATA = _TOLD.data
DETENTE_KEYS = _TOLD.keys
DETENTE_EVIDENCE = _TOLD.evidence
DETENTE_BROWSER = _TOLD.browser
DETENTE_PICTURES = _TOLD.pictures
DETENTE_RUN_AS = _TOLD.run_as
DETENTE_MAIL = _TOLD.mail
DETENTE_LEDGER_MAIL = _TOLD.ledger_mail
DETENTE_PUBLIC_URL = PUBLIC_URL
DETENTE_CLOCK = "detente.config.clock.now"
DETENTE_DEMO = _TOLD.demo
DETENTE_ALLOWED_ORIGINS = _TOLD.allowed_origins
DETENTE_READING = _TOLD.reading
DETENTE_DRAFTING = _TOLD.drafting
DETENTE_TIMESTAMP_AUTHORITIES = _TOLD.authorities

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A refused page is no trouble of the desk, and its address may hold a one-time link.
    "loggers": {"django.request": {"level": "ERROR"}},
}
