"""Logs: one line an event, JSON where a machine reads them; and the log of security, a file of its own."""

import logging.handlers
import os
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import structlog

SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


# One list, however often it is set up: loggers that were used before keep to it.
PROCESSORS = [*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter]


class SecurityLog(logging.handlers.WatchedFileHandler):
    """A file that only its owner and its group read, begun when the first line comes."""

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o640))
        return super()._open()


def logging_of(kind: str, security_log: Path) -> dict[str, Any]:
    """Set structlog up, and say how Python's logging writes: `kind` is `json` or `text`."""
    structlog.configure(
        processors=PROCESSORS,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    structlog.processors.JSONRenderer()
                    if kind == "json"
                    else structlog.dev.ConsoleRenderer(colors=False),
                ],
            },
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "structured"},
            # A file of its own, which another program may turn over; nobody but the house and its group reads it.
            "security": {
                "class": "cica_tracker.logs.SecurityLog",
                "filename": str(security_log),
                "formatter": "structured",
                "delay": True,
            },
        },
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # Its line for every answer says less than ours (cica_tracker.middleware.RequestLog).
            "django.server": {"handlers": [], "level": "ERROR", "propagate": False},
            # Its line for every refusal has the whole path, the key of a letter included; faults are told all the same.
            "django.request": {"level": "ERROR"},
            # What it says stands, whole, in the log of security.
            "axes": {"level": "ERROR"},
            # That it was loaded.
            "pikepdf": {"level": "WARNING"},
            "security": {"handlers": ["security"], "level": "INFO", "propagate": False},
        },
    }
