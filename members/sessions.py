"""Sign-ins in the database. Where it can only be read, whoever is signed in reads on; a new sign-in waits."""

import datetime as dt

import structlog
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as InTheDatabase
from django.contrib.sessions.models import Session
from django.utils import timezone

from record.hindrances import hindrance_of, remember
from record.prepared import PreparedQuestion

log = structlog.get_logger(__name__)
# Every request begins with it.
RUNNING = PreparedQuestion(
    Session,
    lambda key, at: Session.objects.filter(session_key=key, expire_date__gt=at),
    ("session_key", "expire_date"),
    ("of an example", dt.datetime(2000, 1, 1, tzinfo=dt.UTC)),
)


class SessionStore(InTheDatabase):
    """What a session holds of last minute's reading, or of a sentence to be shown, may be lost; a page may not."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        for session in RUNNING.objects(self.session_key, timezone.now()):
            return session
        self._session_key = None
        return None

    def save(self, must_create: bool = False) -> None:
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        try:
            super().save()
        except UpdateError as fault:
            # Django's word for it, raised over what the database said.
            hindrance = hindrance_of(fault.__context__)
            if hindrance is None:
                raise
            remember(hindrance)
            log.warning("session not kept", why=hindrance.name)
