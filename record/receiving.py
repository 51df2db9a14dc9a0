"""How files arrive: no more of one is kept than the house takes. The rest of the form is read, and nothing typed is lost."""

import io

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from record.files import MAX_SIZE


class Unread(io.BytesIO):
    """What stands for the bytes of a file that was too large: whoever would read them is told, and gets no part."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise SuspiciousFileOperation("the file was too large to be kept")


class FileTooLarge(UploadedFile):
    """A file that was larger than the house takes. Its size is known; its bytes were let go."""


class KeepsNoMoreThanTaken(TemporaryFileUploadHandler):
    """Writes a file to the disk while it comes, and stops writing where it is too large."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # Django's own words
        self.is_too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.is_too_large:
            return
        if start + len(raw_data) > MAX_SIZE:
            self.is_too_large = True
            self.file.file.truncate(0)
            return
        super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        file = super().file_complete(file_size)
        if not self.is_too_large or file is None:
            return file
        file.close()
        return FileTooLarge(Unread(), self.file_name, self.content_type, file_size, self.charset)
