"""What is CICA's alone."""

from django.utils.translation import gettext_lazy as _

from law.grammar.forum import Forum

# Where those who take part in it have their capitals.
ZONES = (
    "Africa/Cairo",
    "America/New_York",
    "Asia/Almaty",
    "Asia/Amman",
    "Asia/Ashgabat",
    "Asia/Baghdad",
    "Asia/Bahrain",
    "Asia/Baku",
    "Asia/Bangkok",
    "Asia/Bishkek",
    "Asia/Colombo",
    "Asia/Dhaka",
    "Asia/Dubai",
    "Asia/Dushanbe",
    "Asia/Hebron",
    "Asia/Ho_Chi_Minh",
    "Asia/Jakarta",
    "Asia/Jerusalem",
    "Asia/Kabul",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Kuala_Lumpur",
    "Asia/Kuwait",
    "Asia/Manila",
    "Asia/Phnom_Penh",
    "Asia/Qatar",
    "Asia/Riyadh",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Asia/Tashkent",
    "Asia/Tehran",
    "Asia/Tokyo",
    "Asia/Ulaanbaatar",
    "Asia/Vientiane",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "Europe/Minsk",
    "Europe/Moscow",
)

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
    zones=ZONES,
    country="KZ",
    working_languages=("en", "ru"),
    languages=(("en", _("English")), ("ru", _("Russian")), ("zh-hans", _("Chinese")), ("ar", _("Arabic"))),
    catalogue="2007",
    article="AA 1; AA 35",
)
