"""What every request passes on its way in, as far as it is about where the record is read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from record.replica import READS_THE_COPY, has_the_copy_all, is_there_a_copy

Handler = Callable[[HttpRequest], HttpResponse]
ONLY_READ = frozenset({"GET", "HEAD", "OPTIONS"})


class ReadsTheCopy:
    """A request that only reads asks the copy, as far as it has everything. A file that is still being written to somebody
    goes on as it began; the answer's end is the end of it."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_there_a_copy():
            return self.get_response(request)
        READS_THE_COPY.set(request.method in ONLY_READ and has_the_copy_all())
        response = self.get_response(request)
        response._resource_closers.append(lambda: READS_THE_COPY.set(False))  # type: ignore[attr-defined]
        return response
