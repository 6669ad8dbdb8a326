"""Django's settings: one file for every installation; what differs between them comes from the environment."""

import os

from aftersales.config import environment, resources

ENVIRONMENT = environment.read(os.environ)
VERSION = resources.version()

# --- this installation ---------------------------------------------------------------------------------------

DATA = ENVIRONMENT.data
KEYS = DATA / "keys"
MEDIA_ROOT = DATA / "uploads"
STATIC_ROOT = DATA / "static"
DEMO = ENVIRONMENT.demo
DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = ENVIRONMENT.hosts
DATABASES = {"default": ENVIRONMENT.database}
PACKS = resources.CHECKOUT / "packs" if resources.in_checkout() else resources.PACKAGE / "_packs"

# --- the house -----------------------------------------------------------------------------------------------

ROOMS = [  # lowest first
    "parties",
    "products",
    "people",
    "intake",
    "cases",
    "parts",
    "workorders",
    "billing",
    "quality",
    "feedback",
    "reporting",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "aftersales.ledger",
    *(f"aftersales.domain.{room}" for room in ROOMS),
    "aftersales.web",
    "aftersales.api",
]
AUTH_USER_MODEL = "ledger.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "aftersales.config.urls"
WSGI_APPLICATION = "aftersales.config.wsgi.application"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "aftersales.config.security.BrowserRules",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "aftersales.web.middleware.SessionLock",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- words and time ------------------------------------------------------------------------------------------

LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = list(environment.LANGUAGES.items())
LOCALE_PATHS = [resources.translations()]
TIME_ZONE = ENVIRONMENT.time_zone
USE_I18N = True
USE_TZ = True

# --- who comes in --------------------------------------------------------------------------------------------

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "aftersales_session"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a shift
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_NAME = "aftersales_csrf"
CSRF_COOKIE_HTTPONLY = True  # pages hand the token over in <meta name="csrf-token">
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.origins

# --- what a browser may do -----------------------------------------------------------------------------------

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if ENVIRONMENT.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.behind_proxy else None

# --- files ---------------------------------------------------------------------------------------------------

# `aftersales web` collects the static files into the data folder, named by their digest, for the browser to keep
# for ever. Where nothing was collected (tests, `manage.py runserver`) they are served from where they lie.
COLLECTED = not DEBUG and (STATIC_ROOT / "staticfiles.json").is_file()
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

# --- messages ------------------------------------------------------------------------------------------------

globals().update(ENVIRONMENT.mail.settings(DATA))  # EMAIL_... and DEFAULT_FROM_EMAIL

# --- what the operator reads ---------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}
