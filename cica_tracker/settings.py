"""The one settings module. With no environment at all it runs on SQLite, a filesystem broker and a mailbox on disk.

Switches, all from the environment: DATABASE_URL, REDIS_URL, EMAIL_URL, SECRET_KEY, SECRET_KEY_FALLBACKS, ALLOWED_HOSTS,
TRUSTED_ORIGINS, HTTPS, DEBUG, DEMO, EXERCISE, EXERCISE_SENDS, DATA_DIR, LOG_FORMAT, SECURITY_LOG, CLAMD_URL, RECOGNISED_LANGUAGES,
OIDC_PROVIDERS, PUBLIC_SITE, VERSION, LIMIT_… (`rates.py`). What is set wrongly is told by the checks in `cica_tracker/checks.py`.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from cica_tracker import api_document
from cica_tracker.databases import databases_at
from cica_tracker.limits import cache_at
from cica_tracker.logs import logging_of
from cica_tracker.rates import rates_of
from cica_tracker.secret import development_secret_key
from law.forum import FORUM
from record.storage import storage_at

BASE_DIR = Path(__file__).resolve().parent.parent
TRACKER = f"{FORUM.short} tracker"
env = environ.Env()

# What this is a build of; backups say so. The image and the units set it.
VERSION = env.str("VERSION", "unnamed")

DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
DEBUG = env.bool("DEBUG", False)
HTTPS = env.bool("HTTPS", False)
# Demo accounts exist and sign in without a second factor only where `make run` set this.
DEMO = env.bool("DEMO", False)
DEMO_PASSWORD = env.str("DEMO_PASSWORD", "")
# An exercise marks all that it shows and sends, and only runs on a database that was begun as one (`cica_tracker/exercise.py`).
EXERCISE = env.bool("EXERCISE", False)
EXERCISE_SENDS = env.bool("EXERCISE_SENDS", False)  # by a mail server, to people who know that it is one
# Empty is not set, as in a form that nobody filled in.
SECRET_KEY_IS_OURS = not env.str("SECRET_KEY", "")
SECRET_KEY = env.str("SECRET_KEY") if not SECRET_KEY_IS_OURS else development_secret_key(DATA_DIR)
# Earlier keys, newest first: what was signed or encrypted under them is still read.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "public_site",
    "desk",
    "decisions",
    # After what it says is read beside it: `activities.readers` takes the readers of folders as commitments register them.
    "commitments",
    "activities",
    "papers",
    "catalogue",
    "meetings",
    "notices",
    "members",
    "record",
    "journal",
    "cica_tracker.apps.TrackerConfig",
    "record.admin_app.RecordAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "corsheaders",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "import_export",
    "knox",
    "rest_framework",
]

MIDDLEWARE = [
    # Of an exercise every answer says so, whatever room made it.
    "cica_tracker.middleware.MarksAnExercise",
    # First, so that the answers of every other room carry its headers, error pages included.
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # The overview is a tenth of its size on the wire; Django pads every answer against guessing from its length.
    "django.middleware.gzip.GZipMiddleware",
    "cica_tracker.middleware.RequestLog",
    "cica_tracker.middleware.TellsLimits",
    "cica_tracker.middleware.RefuseUnreadableRequests",
    "corsheaders.middleware.CorsMiddleware",
    "cica_tracker.addresses.SameWithoutItsSlash",
    "cica_tracker.addresses.TellsWhatIsRetired",
    # Outside of the next one, which seals nothing that may not be kept: who has the bytes already is still told so.
    "members.middleware.NothingIsKept",
    "django.middleware.http.ConditionalGetMiddleware",
    "record.middleware.ReadsTheCopy",  # before whatever asks who this is
    # Before sessions and people: whoever reads the public site is nobody, and is given no cookie.
    "public_site.middleware.AnswersAnybody",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "members.middleware.ReaderIsKnown",
    "members.middleware.PreferencesOfThePerson",
    "cica_tracker.middleware.NothingIsWrittenToOtherTables",  # after it: people are answered in their language
    "django.contrib.messages.middleware.MessageMiddleware",
    "members.middleware.SignInEnds",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.middleware.SecondFactorFirst",
    "cica_tracker.guests.GuestsStayWithTheirPaper",  # after their second factor, before whatever answers
    "axes.middleware.AxesMiddleware",
    "desk.middleware.CountsAnew",
]

ROOT_URLCONF = "cica_tracker.urls"
WSGI_APPLICATION = "cica_tracker.wsgi.application"

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
                "django.template.context_processors.i18n",
                "cica_tracker.context.every_page",
            ],
            # What pages and letters say of the forum, and the signs between words, in every template.
            "builtins": ["law.tags", "record.templatetags.signs"],
        },
    },
]

# Widgets of our own have templates of our own.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# -- The database, and a copy of it that is only read, where there is one.
DATABASES = databases_at(
    env.str("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}"),
    env.str("REPLICA_URL", ""),
    DATA_DIR,
    env.db_url_config,
)
DATABASE_ROUTERS = ["record.replica.ReadsWhereItIsTold"] if len(DATABASES) > 1 else []
# The role that only reads, and to which PostgreSQL shows what a person's tokens open; none: that second line is not drawn.
READS_AS = env.str("READS_AS", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- The broker. Lose it and nothing that matters is lost.
REDIS_URL = env.str("REDIS_URL", "")
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CACHES = {"default": cache_at(REDIS_URL)}
else:
    CELERY_BROKER_URL = "filesystem://localhost"
    for _folder in ("broker", "broker-control"):
        (DATA_DIR / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(DATA_DIR / "broker"),
        "data_folder_out": str(DATA_DIR / "broker"),
        "control_folder": str(DATA_DIR / "broker-control"),
    }
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "UTC"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "cica_tracker.clocks:OneClock"

# -- The number of things to do, in the menu of every page: counted when a person does something, and else after so many
# seconds. 0: on no page but the desk.
DESK_COUNT_AGE = 300

# Whether what a page counts is kept until something is written (`record/standing_still.py`); else each page counts anew.
COUNTS_STAND_STILL = True

# -- Mail: a mailbox on disk that the Secretariat can open on the site, or SMTP.
MAILBOX_DIR = DATA_DIR / "mailbox"
if "EMAIL_URL" in env.ENVIRON:
    vars().update(env.email("EMAIL_URL"))
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "cica_tracker.mailbox.MailboxOnDisk"
# Where the house stands, for links in letters that no request asked for.
SITE_URL = env.str("SITE_URL", f"http://127.0.0.1:{env.str('PORT', '') or 8000}").rstrip("/")

# -- What anybody may see, under `/public/`: nothing, until this switches it on. For so many seconds its answers are ready.
PUBLIC_SITE = env.bool("PUBLIC_SITE", False)
PUBLIC_SITE_AGE = env.int("PUBLIC_SITE_AGE", 60)

DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", f"{TRACKER} <tracker@{FORUM.short.lower()}.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# -- Who is let in.
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "members.accounts.ByPassword",
    "members.accounts.OnlyTheOpen",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "members.accounts.NobodySignsUpAlone"
ACCOUNT_FORMS = {"login": "members.forms.SignInForm", "reset_password": "members.forms.AskForALinkForm"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": None}  # axes holds the lock-out, in the database, for every worker alike
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a new password or second factor is told to the person, in case it wasn't theirs
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # here; every other place is signed out, since the password is in its seal
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # seconds: time enough to find the telephone at the first sign-in
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXY_COUNT", 0)
# The second factor. A passkey is one; it never takes the place of the password, which alone the lock-out watches.
MFA_ADAPTER = "members.second_factor.KeptSecret"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "members.second_factor.CodeAtSignIn",
    "reauthenticate": "members.second_factor.CodeAgain",
    "activate_totp": "members.second_factor.CodeOfANewApp",
}
MFA_TOTP_ISSUER = TRACKER
MFA_TOTP_TOLERANCE = 1  # one step of 30 seconds to either side: telephones drift
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come from the Secretariat or a state, never from a stranger
# Providers of ministries and of the Secretariat that vouch for their own people (`members.providers`): JSON, none at first.
OIDC_PROVIDERS = env.str("OIDC_PROVIDERS", "")
SOCIALACCOUNT_ADAPTER = "members.vouching.OnlyOfTheSetting"
SOCIALACCOUNT_LOGIN_ON_GET = True  # the button leads away at once: a form's way there is stopped by the security policy
SOCIALACCOUNT_REQUESTS_TIMEOUT = 4  # seconds for each answer of a provider
# Wrong passwords count for the pair of person and address: a stranger elsewhere can't lock a delegate out. Wrong codes
# of a second factor count for the person: whoever gets so far knows the password.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = "members.accounts.locked_out_by"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # it ends when the page says, whoever tries meanwhile
AXES_USERNAME_CALLABLE = "members.accounts.login_of"
AXES_LOCKOUT_CALLABLE = "members.accounts.locked_out"
AXES_ENABLE_ACCESS_FAILURE_LOG = True  # a row a failure: what the slow limit counts, and what is left after an attack
AXES_HANDLER = "members.guessing.SlowLimit"
GUESSES_A_DAY = 30  # wrong passwords of one person from anywhere, after which only browsers they used before are heard
KNOWN_BROWSER_AGE = 180 * 24 * 3600  # seconds
AXES_CLIENT_IP_CALLABLE = "allauth.core.internal.httpkit.get_client_ip"  # the one that the list of sign-ins shows
AXES_SENSITIVE_PARAMETERS = ["code", "credential", "csrfmiddlewaretoken"]

# -- Headers.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's own marks are data: images in its stylesheet
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# A name that browsers take from this host alone, over HTTPS alone, so that no neighbour can plant one.
_HOST = "__Host-" if HTTPS else ""
SESSION_ENGINE = "members.sessions"
SESSION_COOKIE_NAME = f"{_HOST}sessionid"
CSRF_COOKIE_NAME = f"{_HOST}csrftoken"
LANGUAGE_COOKIE_NAME = f"{_HOST}django_language"
KNOWN_BROWSER_COOKIE_NAME = f"{_HOST}known"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = SESSION_WHOLE_AGE = 12 * 3600  # seconds: a working day, whatever is confirmed anew meanwhile
SESSION_IDLE_AGE = 3600  # seconds without a request, after which a sign-in ends
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# Small files stay in memory; of larger ones no more is written than the house takes.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "record.receiving.KeepsNoMoreThanTaken",
]
# A scanner for viruses beside the house: tcp://host:3310 or unix:///run/clamav/clamd.ctl. Every upload is shown to it.
CLAMD_URL = env.str("CLAMD_URL", "")
RECOGNISED_LANGUAGES = env.str("RECOGNISED_LANGUAGES", "")  # in which Tesseract, if installed, reads scans: "eng+rus"
CSRF_FAILURE_VIEW = "members.views.drafts.page_is_too_old"

# -- Languages. The order is the order of the switch.
LANGUAGE_CODE = "en"
LANGUAGES = list(FORUM.languages)
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["cica_tracker.formats"]
# For what asks no language, as a file that is imported does.
DATE_INPUT_FORMATS = ["%Y-%m-%d"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# -- Files.
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": storage_at(env.str("FILES_URL", ""), DATA_DIR / "uploads"),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Collecting takes a quarter of the time when only what browsers ask for is compressed.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "txt", "png", "jpg", "gif", "ico", "woff", "woff2", "gz", "br", "zip")

# -- The API.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "members.tokens.TokenOfAPerson",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated", "members.tokens.WithinTheScope"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "record.api.explain",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
# Pages of which origins may ask the API from within a browser; none, unless it is set. Only with a token, never with the
# cookie of somebody's sign-in: whoever opens such a page lends it nothing.
CORS_ALLOWED_ORIGINS = env.list("API_ORIGINS", default=[])
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_CREDENTIALS = False
CORS_ALLOW_METHODS = ("GET", "HEAD", "OPTIONS", "PATCH", "POST")
CORS_ALLOW_HEADERS = (
    "accept", "accept-language", "authorization", "content-type", "idempotency-key", "if-match", "if-none-match",
)  # fmt: skip
CORS_EXPOSE_HEADERS = (
    "content-disposition", "deprecation", "etag", "link", "location", "ratelimit", "ratelimit-policy", "retry-after",
    "sunset", "x-request-id",
)  # fmt: skip
# How often one person, or one address, may ask: by the name of the limit (`cica_tracker/rates.py`).
LIMITS = rates_of(env.ENVIRON)
RATELIMIT_FAIL_OPEN = True  # where nobody can count nobody is refused
# Tokens are rows of ours: with a name, a scope and an end (`members.choices` says how long they last).
KNOX_TOKEN_MODEL = "members.ApiToken"  # noqa: S105 - the name of a model
REST_KNOX = {"AUTH_HEADER_PREFIX": "Token"}
SPECTACULAR_SETTINGS = {"TITLE": TRACKER, **api_document.SETTINGS}

# -- Webhooks: hosts that are called although they aren't public, without https and at any port; for a receiver beside the house.
WEBHOOK_HOSTS_ALLOWED = frozenset(env.list("WEBHOOK_HOSTS_ALLOWED", default=[]))

# -- Import and export in the admin: a permission of their own, and all or nothing.
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "import"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "export"

# -- Logs: one line an event; JSON where a machine reads them.
LOG_FORMAT = env.str("LOG_FORMAT", "json")
SECURITY_LOG = Path(env.str("SECURITY_LOG", str(DATA_DIR / "security.log")))
LOGGING = logging_of(LOG_FORMAT, SECURITY_LOG)
