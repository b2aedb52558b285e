"""Django's settings: the only module that reads the environment.

`FLATWRIGHT_HOME` is the folder of the embedded database, the files and the keys;
`DATABASE_URL` names a PostgreSQL server instead. `flatwright serve` and `flatwright demo`
set the rest; docs/running.md lists them all.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from flatwright.site.keys import secret_key
from flatwright.ui.assets import edition

HOME = Path(os.environ.get("FLATWRIGHT_HOME") or Path.home() / ".flatwright").absolute()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
FILES = HOME / "files"

SECRET_KEY = secret_key(HOME / "web.key")
AUDIT_KEY = secret_key(HOME / "audit.key")
FIELD_KEY = secret_key(HOME / "fields.key")  # seeds of second factors
DEBUG = os.environ.get("FLATWRIGHT_DEBUG") == "1"
HTTPS = os.environ.get("FLATWRIGHT_HTTPS") == "1"
SECOND_FACTOR = os.environ.get("FLATWRIGHT_SECOND_FACTOR", "1") == "1"
ALLOWED_HOSTS = os.environ.get(
    "FLATWRIGHT_HOSTS", "localhost,127.0.0.1,[::1],testserver"
).split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

# ---------------------------------------------------------------- the database

WAITS = 20  # seconds for others who write; then the answer is "busy"
_EMBEDDED = f"sqlite:///{HOME / 'flatwright.sqlite3'}"
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or _EMBEDDED, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Without IMMEDIATE two writers that began by reading end in "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": WAITS,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
        "PRAGMA foreign_keys=ON;PRAGMA cache_size=-65536;PRAGMA temp_store=MEMORY;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
    # Tests run on a file as well: in memory, two threads at once are refused at once.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / f"tests-{os.getpid()}.sqlite3")}
else:
    # Beside what the address says after its question mark: sslmode, a socket's folder.
    _told = DATABASES["default"].setdefault("OPTIONS", {})
    _told["pool"] = {"min_size": 1, "max_size": 10}
    _told.setdefault("options", f"-c lock_timeout={WAITS}s")
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = False  # the pool looks after it
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}

# ---------------------------------------------------------------- the parts

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "flatwright.ui",  # before Django's forms, whose templates it replaces
    "django.forms",
    "flatwright.web",
    "flatwright.web.accounts",  # before the library, whose templates it replaces
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "flatwright.api",
    "flatwright.office.audit",
    "flatwright.office.calls",
    "flatwright.office.clients",
    "flatwright.office.queue",
    "flatwright.office.accounts",
    "flatwright.office.agreements",
    "flatwright.office.desk",
    "flatwright.office.projects",
    "flatwright.office.intake",
]
MIDDLEWARE = [
    "flatwright.web.middleware.named",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "flatwright.web.middleware.not_kept",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "flatwright.web.accounts.middleware.guard",
]
ROOT_URLCONF = "flatwright.site.urls"
WSGI_APPLICATION = "flatwright.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "flatwright.web.context.house",
            ],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CSRF_FAILURE_VIEW = "flatwright.web.errors.not_ours"

# ---------------------------------------------------------------- who may come in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "flatwright.office.accounts.hashing.TwoAtOnce",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# Long and not known to every attacker; no rule about capitals and digits (NIST 800-63B).
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "flatwright_session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "flatwright_csrf"
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

DEVICE_COOKIE_NAME = "__Host-device" if HTTPS else "flatwright_device"

ACCOUNT_ADAPTER = "flatwright.web.accounts.entrance.Entrance"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # the others end, by the session's hash
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
# Sign-ins are counted by office/accounts/throttle.py; this is for codes of the second
# factor, which are counted under the account.
ACCOUNT_RATE_LIMITS = {"login": "", "login_failed": "5/15m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("FLATWRIGHT_PROXIES", str(int(HTTPS))))
MFA_ADAPTER = "flatwright.web.accounts.entrance.SecondFactor"
MFA_FORMS = {
    "authenticate": "flatwright.web.accounts.entrance.CodeForm",
    "reauthenticate": "flatwright.web.accounts.entrance.CodeAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Flatwright"
MFA_TOTP_TOLERANCE = 1  # a step of 30 seconds before and after
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # passkeys on loopback
USERSESSIONS_TRACK_ACTIVITY = False  # web/accounts/sessions.py does, once a minute
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# ---------------------------------------------------------------- mail

EMAIL_HOST = os.environ.get("FLATWRIGHT_SMTP_HOST", "")  # empty: no mail is sent
EMAIL_PORT = int(os.environ.get("FLATWRIGHT_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("FLATWRIGHT_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("FLATWRIGHT_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("FLATWRIGHT_SMTP_TLS", "1") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("FLATWRIGHT_MAIL_FROM", "flatwright@localhost")

# ---------------------------------------------------------------- pages

LANGUAGE_CODE = "en-us"
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = f"static/{edition()}/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = "^$" if DEBUG else "."  # the edition is in the address
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FILES = 300  # inventories: 200, beyond which their refusal speaks
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
