"""Misconfiguration, told by number with what to do about it. `check` runs the first ones, `check --deploy` all."""

import os
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connections

from cica_tracker.rates import not_read
from cica_tracker.told_apart import why_not_start
from journal.triggers import missing_triggers
from members.providers import WrongSetting, vouchers
from papers.recogniser import state_of_the_recogniser
from papers.scanner import state_of_the_scanner

AppConfigs = Sequence[AppConfig] | None


@register()
def data_directory_is_writable(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    if os.access(settings.DATA_DIR, os.W_OK):
        return []
    return [
        Error(
            f"{settings.DATA_DIR} can't be written.",
            hint="Set DATA_DIR to a folder that belongs to the account the tracker runs under.",
            id="cica_tracker.E001",
        )
    ]


@register()
def database_is_one_we_know(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    engine = settings.DATABASES["default"]["ENGINE"]
    if engine in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
        return []
    return [
        Error(
            f"The database engine {engine} is not supported: the journal's triggers exist for SQLite and PostgreSQL.",
            hint="Set DATABASE_URL to sqlite:///path or postgres://user:password@host/name.",
            id="cica_tracker.E002",
        )
    ]


@register()
def limits_can_be_read(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"{variable} can't be read: “{rate}”. Its default holds.",
            hint="Write so many in a second, minute, hour or day, as 1200/m or 5/10s, or off.",
            id="cica_tracker.E022",
        )
        for variable, rate in not_read(os.environ).items()
    ]


LONGEST_READY = 24 * 3600
DOOR_OF_THE_PUBLIC_SITE = "public_site.middleware.AnswersAnybody"


@register()
def public_site_is_for_nobody_known(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """On or off: its door stands before whatever asks who somebody is, and what it answers grows old in time."""
    rooms = settings.MIDDLEWARE
    sessions = "django.contrib.sessions.middleware.SessionMiddleware"
    stands = DOOR_OF_THE_PUBLIC_SITE in rooms and rooms.index(DOOR_OF_THE_PUBLIC_SITE) < rooms.index(sessions)
    if stands and 1 <= settings.PUBLIC_SITE_AGE <= LONGEST_READY:
        return []
    return [
        Error(
            "The public site would look at who asks, or its answers would never be ready or never be made anew.",
            hint=f"Put {DOOR_OF_THE_PUBLIC_SITE} before {sessions}, and set PUBLIC_SITE_AGE to 1 to {LONGEST_READY} seconds.",
            id="cica_tracker.E031",
        )
    ]


@register(Tags.security, deploy=True)
def public_site_can_be_given_out(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Its feeds, its map and its links between languages name the site by the setting: they are kept by others for long."""
    if not settings.PUBLIC_SITE or settings.SITE_URL.startswith("https://"):
        return []
    return [
        Error(
            f"PUBLIC_SITE is on, and SITE_URL is {settings.SITE_URL}: whoever reads it would be led there.",
            hint="Set SITE_URL=https://… to the name by which the public reads, or unset PUBLIC_SITE.",
            id="cica_tracker.E030",
        )
    ]


@register()
def exercise_and_true_house_are_told_apart(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Before every command: an exercise is none over a true database, and says that it is one over its own."""
    why = why_not_start()
    return [Error(why, hint="docs/operations.md, An exercise.", id="cica_tracker.E023")] if why else []


@register(Tags.security, deploy=True)
def exercise_is_off(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    if not settings.EXERCISE:
        return []
    return [Error("EXERCISE is on.", hint="Unset EXERCISE: only `make exercise` sets it.", id="cica_tracker.E024")]


@register(Tags.security, deploy=True)
def secret_key_is_set(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    if not settings.SECRET_KEY_IS_OURS:
        return []
    return [
        Error(
            "SECRET_KEY is not set; the one made for development is in use.",
            hint="Set SECRET_KEY to at least 50 random characters, the same for every process.",
            id="cica_tracker.E003",
        )
    ]


@register(Tags.security, deploy=True)
def connections_are_encrypted(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    if settings.HTTPS:
        return []
    return [
        Error(
            "HTTPS is off: cookies and papers would travel readable.",
            hint="Set HTTPS=1 behind a proxy that ends TLS and sends X-Forwarded-Proto.",
            id="cica_tracker.E004",
        )
    ]


@register(Tags.security, deploy=True)
def demo_is_off(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    if not settings.DEMO:
        return []
    return [
        Error("DEMO is on.", hint="Unset DEMO: only `make run` sets it, for a trial.", id="cica_tracker.E005"),
    ]


@register(Tags.database, deploy=True)
def nobody_is_a_demo_account(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Runs where a database is named: `check --deploy --database default`."""
    if "default" not in (kwargs.get("databases") or []):
        return []
    User = apps.get_model(settings.AUTH_USER_MODEL)
    try:
        demo = User.objects.using("default").filter(is_demo=True, is_active=True).count()
    except DatabaseError:
        return []  # not migrated yet, so there is nobody
    finally:
        connections["default"].close_if_unusable_or_obsolete()
    if not demo:
        return []
    return [
        Error(
            f"{demo} demo accounts can sign in.",
            hint="Switch them off with `manage.py make_demo --remove`.",
            id="cica_tracker.E006",
        )
    ]


@register(Tags.database)
def history_is_kept_by_triggers(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Runs where a database is named: `check --database default`, and before every `migrate`."""
    if "default" not in (kwargs.get("databases") or []):
        return []
    try:
        missing = missing_triggers()
    except DatabaseError:
        return []  # no database yet, so there is no history
    if not missing:
        return []
    return [
        Error(
            f"{len(missing)} triggers that keep history are missing: {', '.join(missing)}.",
            hint="Somebody with the keys of the database took them off. Keep the machine as it is, run"
            " `manage.py verify_journal --against` the seals that were kept outside, and restore the newest backup that agrees.",
            id="cica_tracker.E011",
        )
    ]


@register(Tags.security)
def providers_can_be_read(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    try:
        vouchers()
    except WrongSetting as fault:
        return [
            Error(
                f"OIDC_PROVIDERS can't be read: {fault}.",
                hint="docs/operations.md, Sign-in by a provider, says what stands in it.",
                id="cica_tracker.E021",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def database_holds_several_machines(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        return []
    return [
        Warning(
            "SQLite serves one machine.",
            hint="Set DATABASE_URL=postgres://… to run web and worker on several machines.",
            id="cica_tracker.W007",
        )
    ]


@register(Tags.security, deploy=True)
def letters_leave_the_house(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    if "smtp" in settings.EMAIL_BACKEND:
        return []
    return [
        Warning(
            "Letters stay in a mailbox on disk.",
            hint="Set EMAIL_URL=smtp+tls://user:password@host:587.",
            id="cica_tracker.W008",
        )
    ]


@register(Tags.security, deploy=True)
def redis_carries_the_tasks(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    if settings.REDIS_URL:
        return []
    return [
        Warning(
            "The broker is a folder, and each process has a cache of its own.",
            hint="Set REDIS_URL=redis://host:6379/0.",
            id="cica_tracker.W009",
        )
    ]


@register(Tags.security, deploy=True)
def second_factor_is_asked_for(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    door, lock = "members.middleware.SecondFactorFirst", "axes.backends.AxesStandaloneBackend"
    if door in settings.MIDDLEWARE and settings.AUTHENTICATION_BACKENDS[0] == lock and settings.AXES_ENABLED:
        return []
    return [
        Error(
            "The second factor or the lock-out is off.",
            hint=f"Put {door} back into MIDDLEWARE, and {lock} first into AUTHENTICATION_BACKENDS.",
            id="cica_tracker.E010",
        )
    ]


@register(Tags.security, deploy=True)
def scanner_answers(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    if state_of_the_scanner() != "away":
        return []
    return [
        Error(
            "The scanner for viruses doesn't answer: no file can be handed in.",
            hint="Start clamd where CLAMD_URL says it is (tcp://host:3310 or unix:///run/clamav/clamd.ctl), or unset it.",
            id="cica_tracker.E020",
        )
    ]


@register(Tags.compatibility, deploy=True)
def recogniser_is_there(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    if state_of_the_recogniser() != "away":
        return []
    return [
        Error(
            "The recogniser of pictures is set, and isn't there or lacks a language: scans are found by no words of theirs.",
            hint="Install tesseract-ocr with the data of each language of RECOGNISED_LANGUAGES, or unset it.",
            id="cica_tracker.E025",
        )
    ]
