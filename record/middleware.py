"""What every request passes on its way in, as far as it is about where the record is read."""

from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from record.replica import (
    READS_THE_COPY,
    has_broken_off,
    has_the_copy_all,
    is_there_a_copy,
    leave_the_copy_alone,
)

log = structlog.get_logger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]
ONLY_READ = frozenset({"GET", "HEAD", "OPTIONS"})


class ReadsTheCopy:
    """A request that only reads asks the copy, as far as it has everything. A file that is still being written to somebody
    goes on as it began; the answer's end is the end of it.

    Where the copy breaks off before the answer has begun, the request is answered anew, once, by the database itself. What
    leaves while it is written has begun: its connection ends before its end, as with any other fault.
    """

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_there_a_copy():
            return self.get_response(request)
        READS_THE_COPY.set(request.method in ONLY_READ and has_the_copy_all())
        as_it_came = dict(vars(request))
        response = self.get_response(request)
        if response.status_code >= 500 and has_broken_off():
            leave_the_copy_alone()
            log.warning("the copy broke off, and the request begins anew")
            # Rooms further in left on it what they had found out: nobody, where they couldn't read who this is.
            vars(request).clear()
            vars(request).update(as_it_came)
            response = self.get_response(request)
        response._resource_closers.append(lambda: READS_THE_COPY.set(False))  # type: ignore[attr-defined]
        return response
