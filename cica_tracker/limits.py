"""Where limits are counted (attempts to sign in, letters asked for): in Redis, for every process alike.

While Redis is away each process counts in its own memory. Limits are looser then, by as many processes as there are; a
sign-in that failed for it would be worse.
"""

import time
from functools import partial
from typing import Any

import structlog
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

# Seconds: how long Redis is waited for, and how long it is left alone after it didn't answer.
PATIENCE, LEFT_ALONE = 1, 10


def cache_at(url: str) -> dict[str, Any]:
    """The entry of the settings."""
    patience = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
    return {"BACKEND": "cica_tracker.limits.RedisOrMemory", "LOCATION": url, "OPTIONS": patience}


class ClientOrMemory:
    """Asks Redis; where it doesn't answer, this process's memory, and for some seconds only that."""

    left_alone_until = 0.0

    def __init__(self, servers: list[str], *, socket_connect_timeout: float, socket_timeout: float):
        self.redis = RedisCacheClient(
            servers, socket_connect_timeout=socket_connect_timeout, socket_timeout=socket_timeout
        )
        self.memory = LocMemCache("while Redis is away", {})

    def __getattr__(self, name: str) -> Any:
        return partial(self._ask, name)

    def _ask(self, name: str, *words: Any) -> Any:
        if time.monotonic() >= ClientOrMemory.left_alone_until:
            try:
                return getattr(self.redis, name)(*words)
            except RedisError as fault:
                ClientOrMemory.left_alone_until = time.monotonic() + LEFT_ALONE
                log.warning("redis not reached", why=str(fault)[:200])
        return getattr(self.memory, name)(*words)

    def answers(self) -> bool:
        try:
            return bool(self.redis.get_client().ping())
        except RedisError:
            return False


class RedisOrMemory(RedisCache):
    """Django's cache in Redis, which never fails."""

    def __init__(self, server: str, params: dict[str, Any]):
        super().__init__(server, params)
        self._class = ClientOrMemory

    def answers(self) -> bool:
        return bool(self._cache.answers())  # type: ignore[attr-defined]  # made of `_class`


def are_shared() -> bool:
    """Whether limits are counted as the settings have it."""
    cache = caches["default"]
    return cache.answers() if isinstance(cache, RedisOrMemory) else True
