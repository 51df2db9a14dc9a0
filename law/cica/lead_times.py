"""How long before a meeting something has to be ready, and when people are reminded.

No instrument that is public names a number of days: every row is proposed, to be confirmed by the Secretariat, and says
what it rests on. They are what ships; what people change in the admin stays as they wrote it.
"""

from django.utils.translation import gettext_noop as _

from law.choices import DayUnit, DeadlineKind, RemindOf
from law.cica.bodies import Body
from law.grammar.basis import Basis
from law.grammar.times import LeadTimeRow, ReminderRow

# What several of them rest on.
_OURS = _("Ours, to be confirmed by the Secretariat; proposed when the register was built.")
_AS_THE_COMMITTEE = _(
    "Ours, to be confirmed by the Secretariat; proposed by analogy with the Senior Officials Committee."
)
_TWICE_THE_COMMITTEE = _(
    "Ours, to be confirmed by the Secretariat; proposed by analogy, twice the time of the Senior Officials Committee."
)
_AS_THE_COUNCIL = _("Ours, to be confirmed by the Secretariat; proposed by analogy with the Ministerial Council.")

LEAD_TIMES = (
    LeadTimeRow(
        Body.SENIOR_OFFICIALS,
        DeadlineKind.INVITATION,
        45,
        _("Ours, to be confirmed by the Secretariat; proposed by analogy with invitations to specialised meetings."),
    ),
    LeadTimeRow(Body.SENIOR_OFFICIALS, DeadlineKind.PROVISIONAL_AGENDA, 30, _OURS),
    LeadTimeRow(Body.SENIOR_OFFICIALS, DeadlineKind.DOCUMENTS, 14, _OURS),
    LeadTimeRow(
        Body.SENIOR_OFFICIALS,
        DeadlineKind.DELEGATION_LIST,
        5,
        _("Ours, to be confirmed by the Secretariat; proposed so that the host has a working week."),
        unit=DayUnit.WORKING,
    ),
    LeadTimeRow(
        Body.WORKING_GROUP,
        DeadlineKind.INVITATION,
        45,
        _(
            "Ours, to be confirmed by the Secretariat; proposed by analogy with the Senior Officials Committee,"
            " a day or two before which it sits."
        ),
    ),
    LeadTimeRow(Body.WORKING_GROUP, DeadlineKind.PROVISIONAL_AGENDA, 30, _AS_THE_COMMITTEE),
    LeadTimeRow(
        Body.WORKING_GROUP,
        DeadlineKind.DOCUMENTS,
        14,
        _(
            "Ours, to be confirmed by the Secretariat; proposed by analogy with the Senior Officials Committee,"
            " to which it submits its results (AA 32)."
        ),
    ),
    LeadTimeRow(Body.WORKING_GROUP, DeadlineKind.DELEGATION_LIST, 5, _AS_THE_COMMITTEE, unit=DayUnit.WORKING),
    LeadTimeRow(Body.SPECIALISED, DeadlineKind.INVITATION, 45, _OURS),
    LeadTimeRow(Body.SPECIALISED, DeadlineKind.PROVISIONAL_AGENDA, 30, _AS_THE_COMMITTEE),
    LeadTimeRow(
        Body.SPECIALISED,
        DeadlineKind.DOCUMENTS,
        14,
        _(
            "The days are ours, to be confirmed by the Secretariat; a concept paper may be circulated through"
            " the Secretariat before any specialised meeting (CoA (a))."
        ),
    ),
    LeadTimeRow(
        Body.SPECIALISED,
        DeadlineKind.NOMINATIONS,
        21,
        _("The days are ours, to be confirmed by the Secretariat; members periodically nominate experts (CoA (b))."),
    ),
    LeadTimeRow(Body.SPECIALISED, DeadlineKind.DELEGATION_LIST, 5, _AS_THE_COMMITTEE, unit=DayUnit.WORKING),
    LeadTimeRow(Body.MINISTERIAL, DeadlineKind.INVITATION, 90, _TWICE_THE_COMMITTEE),
    LeadTimeRow(Body.MINISTERIAL, DeadlineKind.PROVISIONAL_AGENDA, 45, _AS_THE_COMMITTEE),
    LeadTimeRow(
        Body.MINISTERIAL,
        DeadlineKind.DOCUMENTS,
        14,
        _(
            "The days are ours, to be confirmed by the Secretariat; the Senior Officials cleared the documents 6"
            " to 12 days before in 2021 and 2024 (AA 31)."
        ),
        source="INFORM-2021-09; TREND-2024-12",
        confidence="I",
        basis=Basis.PRACTICE,
    ),
    LeadTimeRow(Body.MINISTERIAL, DeadlineKind.DELEGATION_LIST, 10, _TWICE_THE_COMMITTEE, unit=DayUnit.WORKING),
    LeadTimeRow(Body.SUMMIT, DeadlineKind.INVITATION, 120, _AS_THE_COUNCIL),
    LeadTimeRow(Body.SUMMIT, DeadlineKind.PROVISIONAL_AGENDA, 60, _AS_THE_COUNCIL),
    LeadTimeRow(
        Body.SUMMIT,
        DeadlineKind.DOCUMENTS,
        14,
        _(
            "Ours, to be confirmed by the Secretariat; proposed by analogy with the Ministerial Council, which"
            " precedes it (AA 29)."
        ),
    ),
    LeadTimeRow(Body.SUMMIT, DeadlineKind.DELEGATION_LIST, 10, _AS_THE_COUNCIL, unit=DayUnit.WORKING),
)

REMINDERS = (
    ReminderRow(
        Body.SUMMIT,
        RemindOf.MEETING,
        (
            365,
            180,
            90,
            30,
            7,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.MINISTERIAL,
        RemindOf.MEETING,
        (
            180,
            90,
            30,
            14,
            3,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.SENIOR_OFFICIALS,
        RemindOf.MEETING,
        (
            60,
            30,
            14,
            7,
            1,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.WORKING_GROUP,
        RemindOf.MEETING,
        (
            14,
            3,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.SPECIALISED,
        RemindOf.MEETING,
        (
            60,
            30,
            7,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.SENIOR_OFFICIALS,
        RemindOf.STEP,
        (
            30,
            7,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.WORKING_GROUP,
        RemindOf.STEP,
        (
            14,
            3,
        ),
        _OURS,
    ),
    ReminderRow(Body.SPECIALISED, RemindOf.STEP, (30,), _OURS),
    ReminderRow(
        Body.SUMMIT,
        RemindOf.INVITATION,
        (
            30,
            7,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.MINISTERIAL,
        RemindOf.INVITATION,
        (
            30,
            7,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.SENIOR_OFFICIALS,
        RemindOf.INVITATION,
        (
            14,
            3,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.SPECIALISED,
        RemindOf.INVITATION,
        (
            14,
            3,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.SUMMIT,
        RemindOf.PROVISIONAL_AGENDA,
        (
            30,
            7,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.MINISTERIAL,
        RemindOf.PROVISIONAL_AGENDA,
        (
            14,
            3,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.SENIOR_OFFICIALS,
        RemindOf.PROVISIONAL_AGENDA,
        (
            7,
            2,
        ),
        _OURS,
    ),
    ReminderRow(Body.WORKING_GROUP, RemindOf.PROVISIONAL_AGENDA, (3,), _OURS),
    ReminderRow(
        Body.SUMMIT,
        RemindOf.DOCUMENTS,
        (
            60,
            14,
            3,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.MINISTERIAL,
        RemindOf.DOCUMENTS,
        (
            30,
            7,
            2,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.SENIOR_OFFICIALS,
        RemindOf.DOCUMENTS,
        (
            14,
            3,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.WORKING_GROUP,
        RemindOf.DOCUMENTS,
        (
            7,
            2,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.SPECIALISED,
        RemindOf.DOCUMENTS,
        (
            14,
            3,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.SPECIALISED,
        RemindOf.NOMINATIONS,
        (
            14,
            3,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.WORKING_GROUP,
        RemindOf.NOMINATIONS,
        (
            7,
            2,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.SUMMIT,
        RemindOf.DELEGATION_LIST,
        (
            14,
            3,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.MINISTERIAL,
        RemindOf.DELEGATION_LIST,
        (
            14,
            3,
        ),
        _OURS,
    ),
    ReminderRow(
        Body.SENIOR_OFFICIALS,
        RemindOf.DELEGATION_LIST,
        (
            7,
            2,
        ),
        _OURS,
    ),
    ReminderRow(Body.WORKING_GROUP, RemindOf.DELEGATION_LIST, (3,), _OURS),
    ReminderRow(
        Body.SPECIALISED,
        RemindOf.DELEGATION_LIST,
        (
            7,
            2,
        ),
        _OURS,
    ),
)
