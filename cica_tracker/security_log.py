"""Where the log of security goes."""

import logging.handlers
import os
from io import TextIOWrapper
from pathlib import Path


class SecurityLog(logging.handlers.WatchedFileHandler):
    """A file that only its owner and its group read, begun when the first line comes."""

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o640))
        return super()._open()
