from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("Activities")

    def ready(self) -> None:
        from activities import columns, kinds, lines, mistakes, readers, retention, searched, sheets  # noqa: F401 - kinds of notices register themselves
        from activities.acts.action_plans import ACTION_PLAN, ACTION_PLAN_ACTS, PROPOSE
        from activities.acts.activities import ACTIVITY, ACTIVITY_ACTS
        from activities.acts.information import INFORMATION, INFORMATION_ACTS, REPLY
        from activities.acts.notes import GIVE_NOTE, NOTE, NOTE_ACTS, REQUEST, REQUEST_ACTS
        from activities.acts.plans import PLAN, PLAN_ACTS
        from activities.calendars import activities_between
        from activities.models import ActionPlan, Activity, Information, NoteRequest, ProgressNote
        from activities.told import VERBS
        from journal.names import add_page
        from journal.verbs import add_verbs
        from meetings.calendars import add_things
        from record.acts import TABLE

        add_verbs(VERBS)
        add_page(Activity, lambda uid: reverse("activity-detail", args=[uid]))
        add_page(ActionPlan, lambda uid: reverse("action-plan-detail", args=[uid]))
        add_page(ProgressNote, lambda uid: reverse("progress-note-detail", args=[uid]))
        add_page(NoteRequest, lambda uid: reverse("note-request-detail", args=[uid]))
        add_page(Information, lambda uid: reverse("information-detail", args=[uid]))
        readers.register()
        TABLE.add_noun(ACTIVITY, *ACTIVITY_ACTS)
        _add_what_hangs_on_activities()
        TABLE.add_noun(ACTION_PLAN, *ACTION_PLAN_ACTS)
        TABLE.add_noun(PLAN, *PLAN_ACTS)
        TABLE.add_noun(NOTE, *NOTE_ACTS)
        TABLE.add_noun(REQUEST, *REQUEST_ACTS)
        TABLE.add_noun(INFORMATION, *INFORMATION_ACTS)
        TABLE.add_noun(REPLY)
        _let_the_world_read()
        # The noun is of the room beside this one: its acts are known by its name.
        TABLE.add("commitment", PROPOSE, GIVE_NOTE)
        add_things("activities", activities_between)
        columns.register()
        mistakes.register()
        retention.register()
        searched.register()
        sheets.register()
        lines.register()
        _stand_beside()


def _add_what_hangs_on_activities() -> None:
    """What was done about one, and photographs of it."""
    from activities.acts.activities import DEED
    from activities.acts.photographs import ADD_PHOTOGRAPH, PHOTOGRAPH, PHOTOGRAPH_ACTS
    from activities.models import Photograph
    from members.private import add_private
    from record.acts import TABLE

    TABLE.add_noun(DEED)
    TABLE.add("activity", ADD_PHOTOGRAPH)
    TABLE.add_noun(PHOTOGRAPH, *PHOTOGRAPH_ACTS)
    for name in ("consent_by", "consent_how"):
        add_private(Photograph, name, owner="owner")


def _let_the_world_read() -> None:
    """Information that all who give it agreed to make public."""
    from activities import published
    from activities.actions.public_information import becomes_public
    from activities.models import Information
    from papers.actions import when_agreed

    when_agreed(Information, becomes_public)
    published.register()


def _stand_beside() -> None:
    """What stands of this room on pages of commitments, measures and areas."""
    from activities.views import action_plans, activities, information, notes
    from record.beside import add_beside

    for kind, context in (
        ("commitment", activities.beside_a_commitment),
        ("measure", activities.beside_a_measure),
        ("area", activities.beside_an_area),
    ):
        add_beside(kind, "activities", "activities/partials/beside.html", context)
    of_notes, of_information = "activities/partials/notes.html", "activities/partials/information.html"
    of_plans = "activities/partials/action_plans.html"
    add_beside("commitment", "action-plans", of_plans, action_plans.plans_of_a_commitment, order=49)
    add_beside("commitment", "progress", of_notes, notes.notes_of_a_commitment, order=51)
    add_beside("area", "progress", of_notes, notes.notes_of_an_area, order=51)
    add_beside("measure", "information", of_information, information.information_on_a_measure, order=52)
    add_beside("area", "information", of_information, information.information_in_an_area, order=52)
