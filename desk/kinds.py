"""WHAT IS TOLD OF WHO IS REACHED: posts that nobody holds, details to confirm."""

from django.utils.translation import gettext_lazy as _

from notices.kinds import KindOfReminder, Placeholder, Shape, add, text

POST_VACANT = add(
    KindOfReminder(
        "post-vacant",
        _("A post is vacant"),
        is_official=False,
        placeholders=(text("participant", _("the participant")), text("post", _("the post"))),
        line=_("{participant}: {post} is vacant"),
        body=_("At {participant} the post “{post}” has nobody who holds it."),
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
