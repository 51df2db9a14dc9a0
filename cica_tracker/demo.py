"""The people of the demonstration: they exist only where `make run` made them, and never in production."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from members.choices import Role, StaffRole


@dataclass(frozen=True)
class DemoPerson:
    """An account to try the house with: the address, a name that says it is a demonstration, and the office held."""

    address: str
    name: str
    participant: str = ""
    role: Role = Role.AUTHORITY
    staff_role: StaffRole | None = None
    chairs_the_group: bool = False
    language: str = "en"


CAST = (
    DemoPerson(
        "secretariat@cica.example",
        gettext_noop("Secretariat officer (demonstration)"),
        staff_role=StaffRole.OFFICER,
    ),
    DemoPerson(
        "assistant@cica.example",
        gettext_noop("Secretariat assistant (demonstration)"),
        staff_role=StaffRole.ASSISTANT,
    ),
    DemoPerson(
        "translator@cica.example",
        gettext_noop("Secretariat translator (demonstration)"),
        staff_role=StaffRole.TRANSLATOR,
    ),
    DemoPerson(
        "reader@cica.example",
        gettext_noop("Secretariat reader (demonstration)"),
        staff_role=StaffRole.READER,
    ),
    # The Chair is whoever acts for the state that holds it: Azerbaijan since 17 December 2024.
    DemoPerson("chair@cica.example", gettext_noop("Office of the Chair (demonstration)"), "AZ"),
    DemoPerson("swg@cica.example", gettext_noop("Chair of the working group (demonstration)"), chairs_the_group=True),
    DemoPerson("az@cica.example", gettext_noop("Focal point of Azerbaijan (demonstration)"), "AZ"),
    DemoPerson("tj@cica.example", gettext_noop("Focal point of Tajikistan (demonstration)"), "TJ"),
    DemoPerson("ir@cica.example", gettext_noop("Focal point of Iran (demonstration)"), "IR"),
    DemoPerson("kr@cica.example", gettext_noop("Focal point of the Republic of Korea (demonstration)"), "KR"),
    DemoPerson("tr@cica.example", gettext_noop("Focal point of Türkiye (demonstration)"), "TR"),
    DemoPerson("kz@cica.example", gettext_noop("Focal point of Kazakhstan (demonstration)"), "KZ"),
    DemoPerson("ru@cica.example", gettext_noop("Focal point of the Russian Federation (demonstration)"), "RU"),
    DemoPerson(
        "kz-reader@cica.example",
        gettext_noop("Reader of Kazakhstan (demonstration)"),
        "KZ",
        role=Role.READER,
    ),
    DemoPerson("jp@cica.example", gettext_noop("Observer from Japan (demonstration)"), "JP"),
)
