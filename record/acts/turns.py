"""One turn of an act: what was sent is checked, what it would do is shown, and it is done. Doors render what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.models import Model
from django.utils.datastructures import MultiValueDict

from record.acts.files import refusal_of_a_file
from record.acts.forms import CARRIED, ON_BEHALF_OF, ONCE, STRAIGHT, ActForm
from record.acts.kept_letters import FROM_LETTER, LETTERS, EnteredByLetter
from record.acts.table import Noun, Setting
from record.choices import Channel
from record.hindrances import TRY_AGAIN, hindrance_of, remember
from record.once import KeyUse, digest_of_sent, one_after_the_other
from record.refusals import Refused
from record.storage import files_go_with_their_rows


@dataclass(frozen=True)
class Turn:
    """Where an act stands after a request: its form, what is shown beside it, and what was done, if it was."""

    form: ActForm
    beside: dict[str, Any] = field(default_factory=dict)
    preview: dict[str, Any] | None = None
    status: int = 200
    is_done: bool = False
    # It was done before: what was sent is the same again.
    is_repeated: bool = False
    result: Any = None

    @property
    def headers(self) -> dict[str, str]:
        """What a program is told beside the status: when to try again."""
        if self.status not in (429, 503):
            return {}
        refusal = refusal_of_a_file(self.form)
        return {"Retry-After": str(refusal.seconds if refusal else TRY_AGAIN)}

    @property
    def submit_label(self) -> Any:
        """The words on the button: to see what it would do first, or to do it."""
        act = self.form.setting.act
        is_to_come = act.preview and self.preview is None and act.previewed_by(self.form.setting)
        if is_to_come and act.preview_label:
            return act.preview_label
        return act.submit_label or act.label

    @property
    def straight_label(self) -> Any:
        """The words on the button that does it without the look; none where it was looked at, or has to be."""
        act = self.form.setting.act
        is_to_come = act.preview and self.preview is None and act.previewed_by(self.form.setting)
        return act.straight_label if is_to_come else ""

    @property
    def by_letter(self) -> EnteredByLetter | None:
        """Where it is entered from a letter of the register: what is said of that, and the letter's page."""
        return LETTERS.entered(self.form.data.get(self.form.add_prefix(FROM_LETTER)) or "", self.form.setting)

    @property
    def said(self) -> list[tuple[int, str]]:
        """What the person is told once it is done: each sentence with its level. Of what was done before, nothing."""
        if self.is_repeated:
            return []
        act, setting = self.form.setting.act, self.form.setting
        by_letter = self.by_letter
        said = (
            by_letter.sentence if by_letter else act.said(setting, self.result),
            act.remark(setting, self.form.answers()),
        )
        levels = messages.SUCCESS, messages.WARNING
        return [(level, str(sentence)) for level, sentence in zip(levels, said, strict=True) if sentence]


def take_turn(
    noun: Noun, setting: Setting, data: Any = None, files: Any = None, *, initial: dict[str, Any] | None = None
) -> Turn:
    """A turn of a page. Without `data` the form is shown; with it the act is previewed, done, or refused."""
    beside = setting.act.beside(setting) if setting.act.beside else {}
    if data is None:
        form = ActForm.begun(setting, initial or {})
        form.mark_optional()
        return Turn(form, beside)
    form = ActForm(setting, data, files, initial=initial)
    form.mark_optional()
    try:
        return _sent(noun, form, beside, data, files)
    except (DatabaseError, InterfaceError, OSError) as fault:
        return _hindered(form, beside, fault, None)


def looked_over(setting: Setting, data: Any, files: Any = None) -> Turn:
    """A form that is looked over and not sent: complete enough to be submitted by whoever may (200), or what is missing (422)."""
    beside = setting.act.beside(setting) if setting.act.beside else {}
    form = ActForm(setting, data, files)
    form.mark_optional()
    # Who only prepares for the state that is named still says that it is ready.
    is_complete = form.is_valid() or set(form.errors) <= {ON_BEHALF_OF}
    return Turn(form, beside, status=200 if is_complete else _status(form))


def shown_for_check(setting: Setting, answers: Mapping[str, Any]) -> Turn | None:
    """What was kept as ready, as it is looked at before it is done; None where it can't be, or nothing is shown first."""
    act = setting.act
    if not (act.preview and act.previewed_by(setting) and setting.offer.may_submit) or setting.offer.problems:
        return None
    blank = ActForm.begun(setting, {})
    carried = {name: blank[name].value() for name in CARRIED & blank.fields.keys()}
    sent = {**answers, **carried}
    turn = looked_over(setting, MultiValueDict({n: v if isinstance(v, list) else [v] for n, v in sent.items()}))
    if turn.form.errors:
        return None
    try:
        preview = act.preview(setting, turn.form.answers())
    except Refused:
        return None
    if preview is None:
        return None
    turn.form.show_preview()
    return replace(turn, preview=preview)


def _sent(noun: Noun, form: ActForm, beside: dict[str, Any], data: Any, files: Any) -> Turn:
    """The turn of what was sent: found again where it was done before, else checked, shown with what it would do, tried."""
    setting, act = form.setting, form.setting.act
    key = data.get(form.add_prefix(ONCE))
    sent = digest_of_sent(data, files, {STRAIGHT, *CARRIED, *(form.add_prefix(name) for name in CARRIED)})
    before = act.repeated(setting.user, setting.thing, key, data)
    if before is not None and is_the_same_again(noun, setting, key, sent):
        return Turn(form, beside, is_done=True, is_repeated=True, result=before)
    made = act.made_before(setting.user, key)
    if made is None and (problems := [*setting.offer.problems, *_only_prepares(setting)]):
        form.refuse(Refused({"": problems}))
        return Turn(form, beside, status=_status(form))
    if not form.is_valid():
        return Turn(form, beside, status=_status(form))
    preview = None
    if act.preview and made is None and act.previewed_by(setting):
        try:
            preview = act.preview(setting, form.answers())
        except Refused as refusal:
            return _refused(form, beside, refusal)
        goes_straight = act.straight_label and data.get(STRAIGHT)
        if preview is not None and not (form.was_previewed or goes_straight):
            form.show_preview()
            return Turn(form, beside, preview)
    return _tried(noun, form, beside, preview, sent)


def _tried(noun: Noun, form: ActForm, beside: dict[str, Any], preview: dict[str, Any] | None, sent: str) -> Turn:
    """The turn in which the verb is called: done, refused, or put off while nothing can be kept."""
    try:
        result = do(noun, form, sent=sent)
    except Refused as refusal:
        return _refused(form, beside, refusal, preview)
    except ValidationError as error:
        form.add_error(file_field(form), error)
        return Turn(form, beside, preview, status=_status(form))
    except (DatabaseError, InterfaceError, OSError) as fault:
        return _hindered(form, beside, fault, preview)
    return Turn(form, beside, is_done=True, result=result)


def use_of(noun: Noun, setting: Setting, key: str | None, sent: str) -> KeyUse | None:
    """What the key does now; None where nothing is sent under one."""
    if not (key and sent and setting.act.once_in):
        return None
    return KeyUse(key=key, act=f"{noun.name}.{setting.act.name}", by_id=setting.user.pk, sent=sent, at=setting.at)


def is_the_same_again(noun: Noun, setting: Setting, key: str | None, sent: str) -> bool:
    """Whether the key did just this before; also where nothing was kept of what it did."""
    use = use_of(noun, setting, key, sent)
    kept = KeyUse.objects.filter(key=use.key).first() if use else None
    return use is None or kept is None or kept.content == use.content


def do(
    noun: Noun,
    form: ActForm,
    channel: str = Channel.PORTAL,
    *,
    instead: Mapping[str, Any] | None = None,
    sent: str = "",
) -> Any:
    """Call the verb with the answers of a valid form, once a key: `sent` is the digest of what came with the key.

    Raises Refused (KeyIsUsed where the key did something else), or ValidationError where a file can't be taken.
    """
    call = form.call(instead)
    use = use_of(noun, form.setting, call.get("once_key"), sent)
    if use is not None:
        use.require_unused_or_same()
    with files_go_with_their_rows():
        result = _call(noun, form, channel, call)
    if use is not None:
        use.keep()
    return result


def _call(noun: Noun, form: ActForm, channel: str, call: dict[str, Any]) -> Any:
    if form.setting.act.keeps_channel:
        call.setdefault("channel", channel)
    if form.setting.thing is not None:
        call[noun.word] = form.setting.thing
    act, user, key = form.setting.act, form.setting.user, call.get("once_key")
    is_new = act.made_before(user, key) is None
    return one_after_the_other(
        lambda: _done(noun, form, call), lambda: is_new and bool(key) and act.made_before(user, key) is not None
    )


def _done(noun: Noun, form: ActForm, call: dict[str, Any]) -> Any:
    """The verb; and where it is entered from a letter of the register, that the letter did it, in one transaction."""
    act, speaker = form.setting.act, form.speaker
    is_by_letter = act.written_by is not None or (speaker is not None and speaker.by_letter)
    if LETTERS.register is None or not is_by_letter or not form.cleaned_data.get(FROM_LETTER):
        return act.do(**call)
    with transaction.atomic():
        result = act.do(**call)
        about = result if act.begins else form.setting.thing
        for thing in about if isinstance(about, list) else [about]:
            if isinstance(thing, Model):
                LETTERS.register.keep(form.cleaned_data, noun, form.setting, thing)
    return result


def file_field(form: ActForm) -> str | None:
    """The field that a fault of a file is shown at."""
    return next((name for name, field in form.fields.items() if field.widget.needs_multipart_form), None)


def _only_prepares(setting: Setting) -> list[Any]:
    why_not = setting.offer.why_only_prepare
    return [] if why_not is None else [why_not]


def _refused(form: ActForm, beside: dict[str, Any], refusal: Refused, preview: dict[str, Any] | None = None) -> Turn:
    form.refuse(refusal)
    return Turn(form, beside, preview, status=409 if refusal.is_stale else _status(form))


def _hindered(form: ActForm, beside: dict[str, Any], fault: Exception, preview: dict[str, Any] | None) -> Turn:
    """Nothing can be kept for now: the form as it was sent, with why. Raises the fault again where it is ours.

    A connection that was cut is laid down, so that the form can be shown by another one as soon as there is one; one that
    answers is gone on with.
    """
    hindrance = hindrance_of(fault)
    if hindrance is None:
        raise fault
    if not connection.is_usable():
        connection.close()
    remember(hindrance)
    form.add_error(None, hindrance.sentence)
    return Turn(form, beside, preview, status=503)


def _status(form: ActForm) -> int:
    """Of an answer that is refused: whoever sent it from a page of before is told so, and so is a file's own reason."""
    if form.is_behind:
        return 409
    refusal = refusal_of_a_file(form)
    return refusal.status if refusal else 422
