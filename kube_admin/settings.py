"""Settings; what differs between machines comes from the environment (docs/install.md)."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from kube_admin.local_postgres import socket_folder
from kube_admin.secrets import require_example_data, require_own_site, secrets_of

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL = BASE_DIR / ".local"
LOCAL_POSTGRES = LOCAL / "postgres"
DEMO = os.environ.get("KUBE_DEMO") == "1"  # run.py demo says so; loopback only
DEBUG = False
SECRETS = secrets_of(LOCAL / "secrets.json" if DEMO else None)
SECRET_KEY = SECRETS["KUBE_SECRET_KEY"]
NIK_KEYS = SECRETS["KUBE_NIK_KEYS"].split()  # Fernet keys, the newest first
NIK_INDEX_KEY = SECRETS["KUBE_NIK_INDEX_KEY"]
FACTOR_KEYS = SECRETS["KUBE_FACTOR_KEYS"].split()  # likewise, of second factors' secrets
ALLOWED_HOSTS = os.environ.get("KUBE_HOSTS", "localhost 127.0.0.1 [::1]" if DEMO else "").split()
require_own_site(ALLOWED_HOSTS)
SITE_ADDRESS = os.environ.get(  # printed in the QR code of papers, so it must stay valid for years
    "KUBE_ADDRESS",
    "http://localhost:8000" if DEMO else f"https://{''.join(ALLOWED_HOSTS[:1]).lstrip('.')}",
).rstrip("/")
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if not DEMO]


def database(url, role):
    """Connection settings from a database URL, or the socket of the embedded server."""
    if not url:
        return {"NAME": "kube", "USER": role, "HOST": str(socket_folder(LOCAL_POSTGRES))}
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": parts.port or "",
        "OPTIONS": options,
    }


SITE = database(os.environ.get("DATABASE_URL"), "kube_app")
if DEMO and os.environ.get("DATABASE_URL"):
    require_example_data(SITE["HOST"], [socket_folder(each) for each in LOCAL.glob("postgres*")])
OWNER = {}  # only for migrations and tests
if "DATABASE_OWNER_URL" in os.environ or "DATABASE_URL" not in os.environ:
    OWNER = database(os.environ.get("DATABASE_OWNER_URL"), "kube_owner")
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        **SITE,
    }
}
DATABASE_LIMITS = {  # of web requests (kube_admin.database_limits)
    "statement_timeout": "10s",
    "lock_timeout": "8s",
    "idle_in_transaction_session_timeout": "60s",  # a paper is typeset meanwhile
}
TASK_SOURCES = [  # functions that provide the tasks of the home page (foundation.tasks)
    "accounts.waiting_roles.tasks",
    "groups.reports.tasks.tasks",
    "groups.registers.reports.tasks.tasks",
    "groups.assessment.reports.tasks.tasks",
    "groups.privacy.reports.tasks.tasks",
    "groups.forming.reports.tasks.tasks",
    "finance.reports.tasks.tasks",
    "grants.way.reports.tasks.tasks",
]
STAGE_FACTS = [  # what must be true for another stage (groups.forming.reports.stages)
    "groups.forming.reports.stages.own_facts",
    "groups.assessment.reports.stage_facts.facts",
    "finance.reports.stage_facts.facts",
    "grants.spending.reports.stage_facts.facts",
]
END_FACTS = [  # what must be true before a group ends (finance.reports.ends)
    "finance.reports.ends.own_facts",
    "grants.spending.reports.end_facts.facts",
]
AID_SOURCES = ["grants.selection.reports.aid.aided"]  # (groups.reports.member_facts)
GROUP_FILTERS = [  # of the list of groups (groups.forms)
    "grants.way.forms.groups.GrantOfGroup",
    "groups.assessment.forms.groups.AssessmentOfGroup",
]
INSTRUMENT_ANSWERS = [  # what was answered by an instrument (groups.assessment.reports.preview)
    "groups.assessment.reports.preview.answers",
    "grants.selection.reports.preview.answers",
]
PAPERS_WITHHELD = ["grants.selection.reports.hidden.papers_withheld"]  # (papers.models)
PHOTOS_WITHHELD = [  # (groups.models)
    "groups.assessment.reports.hidden.photos_withheld",
    "grants.selection.reports.hidden.photos_withheld",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
SUBMISSION_MODEL = (
    "finance.Submission"  # the model in which `foundation.submissions` stores submissions
)

INSTALLED_APPS = [
    "kube_admin",
    "demo",
    "foundation",
    "accounts",
    "papers",
    "groups",
    "finance",
    "grants",  # "enterprises" follows with what needs it
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "pgtrigger",
    "pghistory",
]
MIDDLEWARE = [
    "accounts.middleware.GuardedAnswers",  # the first two see every response, errors included
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "foundation.bodies.BodyLimited",  # before the body is read, which the next one does
    "django.middleware.csrf.CsrfViewMiddleware",
    "foundation.plain_text.PlainText",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.ChosenLanguage",  # LocaleMiddleware would obey Accept-Language
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.SessionEnds",
    "accounts.accesses.AccessesNoted",
    "accounts.middleware.SecondFactorRequired",
    "accounts.middleware.MistakesRefused",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]
AUTHENTICATION_BACKENDS = [
    "accounts.backends.SignIn",
    "kube_admin.policy.RoleBackend",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"] = {"user_attributes": ["username", "name"]}
ROOT_URLCONF = "kube_admin.urls"
WSGI_APPLICATION = "kube_admin.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "kube_admin.context.site",
            ],
            "builtins": [
                "foundation.templatetags.wording",
                "foundation.templatetags.pages",
                "django.templatetags.i18n",
                "foundation.templatetags.constants",  # after what it replaces
            ],
        },
    }
]
STATIC_URL = "static/"
STATIC_ROOT = LOCAL / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LANGUAGE_CODE, TIME_ZONE, USE_TZ = "id", "Asia/Jakarta", True
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["kube_admin.formats"]
LOGGING = {  # to standard error, like gunicorn's own lines
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"one_line": {"()": "foundation.log_lines.OneLine"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "refusals": {"class": "logging.StreamHandler", "formatter": "one_line"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {  # invalid hosts are scanner noise
        "django.request": {"level": "ERROR"},
        "django.security": {"handlers": ["refusals"], "propagate": False},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "foundation.bodies.TemporaryFiles",
]
FORM_RENDERER = "foundation.widgets.FormRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "home", "account_login"
ACCOUNT_ADAPTER = "accounts.adapter.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = False  # in the cache, which forgets: `accounts.tries` has ours
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.SignInForm",
    "reauthenticate": "accounts.forms.sign_in.SignInAgainForm",
    "change_password": "accounts.forms.sign_in.ChangePasswordForm",
}
MFA_FORMS = {
    "authenticate": "accounts.forms.sign_in.CodeForm",
    "reauthenticate": "accounts.forms.sign_in.CodeAgainForm",
    "activate_totp": "accounts.forms.sign_in.SetUpAppForm",
    "add_webauthn": "accounts.forms.sign_in.AddKeyForm",
    "edit_webauthn": "accounts.forms.sign_in.RenameKeyForm",
}
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "KUBE Admin"
PASSWORD_RESET_TIMEOUT = int(
    timedelta(days=7).total_seconds()
)  # of an invitation, handed over by hand

SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())  # `SessionEnds` ends most before
HOST_ONLY = "" if DEMO else "__Host-"  # no other host of the domain sets such a cookie
SESSION_COOKIE_NAME = f"{HOST_ONLY}sessionid"
CSRF_COOKIE_NAME = f"{HOST_ONLY}csrftoken"
DEVICE_COOKIE_NAME = f"{HOST_ONLY}device"
MESSAGES_COOKIE_NAME = f"{HOST_ONLY}messages"
MESSAGE_STORAGE = "kube_admin.messages.Messages"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEMO
SECURE_HSTS_SECONDS = 0 if DEMO else int(timedelta(days=365).total_seconds())
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEMO
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "kube_admin.views.csrf_failure"
if "KUBE_PROXIES" in os.environ:  # the number of proxies in front of the site
    ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ["KUBE_PROXIES"])
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
