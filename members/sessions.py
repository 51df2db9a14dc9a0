"""Sign-ins in the database. Where it can only be read, whoever is signed in reads on; a new sign-in waits."""

import structlog
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as InTheDatabase
from django.contrib.sessions.models import Session

from record.hindrances import hindrance_of, remember

log = structlog.get_logger(__name__)


class SessionStore(InTheDatabase):
    """What a session holds of last minute's reading, or of a sentence to be shown, may be lost; a page may not."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

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
