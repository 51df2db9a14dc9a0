"""WHAT THE DESK TELLS: posts that nobody holds, details to confirm, what somebody waits for."""

from collections.abc import Mapping

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from notices.kinds import ByLetter, HasBeenTold, KindOfNotice, KindOfReminder, Placeholder, Shape, add, text
from record.texts import in_language

POST_VACANT = add(
    KindOfReminder(
        "post-vacant",
        _("A post is vacant"),
        is_official=False,
        placeholders=(text("participant", _("the participant")), text("post", _("the post"))),
        called_by=("participant", "post"),
        line=_("{participant}: {post} is vacant"),
        body=_("At {participant} the post “{post}” is vacant."),
    )
)
CONFIRM_DETAILS = add(
    KindOfReminder(
        "confirm-details",
        _("Contact details to confirm"),
        is_official=False,
        placeholders=(Placeholder("last", Shape.DAY, _("when they were last confirmed"), _("not yet")),),
        line=_("Are your contact details still right?"),
        body=_(
            "Letters of the Conference reach you under this address. Last confirmed: {last}. One click confirms them."
        ),
        link=_("Look at them and confirm"),
    )
)
JOURNAL_SEALED = add(
    KindOfReminder(
        "journal-sealed",
        _("The nightly seal of the journal"),
        is_official=True,
        placeholders=(
            Placeholder("day", Shape.DAY, _("the day")),
            text("number", _("the number of the last entry")),
            text("seal", _("its seal")),
        ),
        line=_("The journal on {day}: entry {number}"),
        body=_(
            "{number} {seal}\n\nKeep this letter. With the line above anybody can find later whether an entry up to this one"
            " was changed, taken out or slipped in: the page of the journal says how."
        ),
        link=_("How the journal is checked"),
    )
)


def _asked_for(notice: HasBeenTold, states: Mapping[str, str]) -> str:
    words = {
        "who": in_language(notice.values.get("who") or {}),
        "what": in_language(notice.values.get("what") or {}),
        "thing": in_language(notice.values.get("thing") or {}) or notice.about_label,
    }
    said = _now("%(who)s waits for this, and asks for it: %(what)s. %(thing)s") % words
    word = str(notice.values.get("word") or "")
    return f"{said} “{word}”" if word else said


ASKED_FOR = add(
    KindOfNotice("asked-for", _("Somebody waits for you"), _asked_for, by_letter=ByLetter(is_official=False))
)
