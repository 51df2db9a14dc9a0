"""A file as an act asks for it: looked through when it arrives, and what is too large told before it travels."""

from dataclasses import KW_ONLY, dataclass
from typing import Any

from django import forms

from record.acts.asks import Ask
from record.acts.table import Setting
from record.files import MAX_SIZE, STATUSES, TOO_LARGE, Inspector, TakenFile
from record.pace import looked_through_for, waits
from record.viewers import Viewer

# What a browser offers first when a file is chosen; what a file is, its own bytes say when it arrives.
PAPERS, SCANS = ".pdf,.docx", ".pdf,.docx,.jpg,.jpeg,.png"


class LookedThroughField(forms.FileField):
    """A file of a person's, which `look_through` looks through when it arrives; a refusal says why."""

    def __init__(self, person: Viewer, look_through: Inspector, *, accept: str, **options: Any):
        self.person, self.look_through, self.accept = person, look_through, accept
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """What a script of the page needs to tell it before the file travels (`static/js/files.js`)."""
        return {"accept": self.accept, "data-most": str(MAX_SIZE), "data-too-large": str(TOO_LARGE)}

    def clean(self, data: Any, initial: Any = None) -> Any:
        if file := super().clean(data, initial):
            with looked_through_for(self.person):
                file.checked = self.look_through(file)
        return file


@dataclass(frozen=True)
class WholeFile(Ask):
    """A file as it came, looked through. The answer is a `TakenFile`."""

    _: KW_ONLY
    look_through: Inspector
    accept: str

    def field(self, setting: Setting) -> forms.Field:
        return LookedThroughField(setting.user, self.look_through, accept=self.accept)

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        file = cleaned[self.name]
        file.seek(0)
        return {self.name: TakenFile(file.checked.name, file.read())}


@dataclass(frozen=True)
class FileRefusal:
    """That a form wasn't taken for its file, by a status of its own; and after how many seconds to try again, or 0."""

    status: int
    seconds: int
    sentences: tuple[str, ...]


def refusal_of_a_file(form: forms.Form) -> FileRefusal | None:
    """Why a form wasn't taken, where that is more than what is wrong with an answer."""
    for errors in form.errors.as_data().values():
        for error in errors:
            if status := STATUSES.get(error.code or ""):
                seconds = 0 if status == 413 else waits(error)
                return FileRefusal(status, seconds, tuple(str(sentence) for sentence in error.messages))
    return None
