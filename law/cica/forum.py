"""What is CICA's alone."""

from django.utils.translation import gettext_lazy as _

from law.grammar.forum import Forum

FORUM = Forum(
    short="CICA",
    name=_("Conference on Interaction and Confidence Building Measures in Asia"),
    tracker=_("CICA tracker"),
    calendar=_("CICA meetings"),
    signature=_(
        "CICA tracker, for the Secretariat of the Conference on Interaction and Confidence Building Measures in Asia."
    ),
    office=_("CICA tracker: Secretariat"),
    invitation_subject=_("%(participant)s invites you to the CICA tracker"),
    invitation=_("%(participant)s invites you to act for it in the CICA tracker. Role: %(role)s, %(rank)s."),
    seat=_("Almaty"),
    time_zone="Asia/Almaty",
    country="KZ",
    working_languages=("en", "ru"),
    languages=(("en", _("English")), ("ru", _("Russian")), ("zh-hans", _("Chinese")), ("ar", _("Arabic"))),
    catalogue="2007",
    article="AA 1; AA 35",
)
