"""What is CICA's alone."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from law.grammar.forum import Forum

# Where those who take part in it have their capitals, and what the city is called after which the zone is.
ZONES = {
    "Africa/Cairo": pgettext_lazy("a city", "Cairo"),
    "America/New_York": pgettext_lazy("a city", "New York"),
    "Asia/Almaty": pgettext_lazy("a city", "Almaty"),
    "Asia/Amman": pgettext_lazy("a city", "Amman"),
    "Asia/Ashgabat": pgettext_lazy("a city", "Ashgabat"),
    "Asia/Baghdad": pgettext_lazy("a city", "Baghdad"),
    "Asia/Bahrain": pgettext_lazy("a city", "Bahrain"),
    "Asia/Baku": pgettext_lazy("a city", "Baku"),
    "Asia/Bangkok": pgettext_lazy("a city", "Bangkok"),
    "Asia/Bishkek": pgettext_lazy("a city", "Bishkek"),
    "Asia/Colombo": pgettext_lazy("a city", "Colombo"),
    "Asia/Dhaka": pgettext_lazy("a city", "Dhaka"),
    "Asia/Dubai": pgettext_lazy("a city", "Dubai"),
    "Asia/Dushanbe": pgettext_lazy("a city", "Dushanbe"),
    "Asia/Hebron": pgettext_lazy("a city", "Hebron"),
    "Asia/Ho_Chi_Minh": pgettext_lazy("a city", "Ho Chi Minh City"),
    "Asia/Jakarta": pgettext_lazy("a city", "Jakarta"),
    "Asia/Jerusalem": pgettext_lazy("a city", "Jerusalem"),
    "Asia/Kabul": pgettext_lazy("a city", "Kabul"),
    "Asia/Karachi": pgettext_lazy("a city", "Karachi"),
    "Asia/Kolkata": pgettext_lazy("a city", "Kolkata"),
    "Asia/Kuala_Lumpur": pgettext_lazy("a city", "Kuala Lumpur"),
    "Asia/Kuwait": pgettext_lazy("a city", "Kuwait"),
    "Asia/Manila": pgettext_lazy("a city", "Manila"),
    "Asia/Phnom_Penh": pgettext_lazy("a city", "Phnom Penh"),
    "Asia/Qatar": pgettext_lazy("a city", "Doha"),
    "Asia/Riyadh": pgettext_lazy("a city", "Riyadh"),
    "Asia/Seoul": pgettext_lazy("a city", "Seoul"),
    "Asia/Shanghai": pgettext_lazy("a city", "Shanghai"),
    "Asia/Tashkent": pgettext_lazy("a city", "Tashkent"),
    "Asia/Tehran": pgettext_lazy("a city", "Tehran"),
    "Asia/Tokyo": pgettext_lazy("a city", "Tokyo"),
    "Asia/Ulaanbaatar": pgettext_lazy("a city", "Ulaanbaatar"),
    "Asia/Vientiane": pgettext_lazy("a city", "Vientiane"),
    "Europe/Istanbul": pgettext_lazy("a city", "Istanbul"),
    "Europe/Kyiv": pgettext_lazy("a city", "Kyiv"),
    "Europe/Minsk": pgettext_lazy("a city", "Minsk"),
    "Europe/Moscow": pgettext_lazy("a city", "Moscow"),
}

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
