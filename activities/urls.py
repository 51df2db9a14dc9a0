from django.urls import path

from activities.views import action_plans, activities, information, notes, photographs, plans
from record.doors.portal import act_paths

urlpatterns = [
    path("information/", information.register_page, name="information-list"),
    *act_paths("information-reply"),
    *act_paths("information", "give"),
    path("information/<uuid:uid>/", information.information_page, name="information-detail"),
    path("progress/", notes.notes_page, name="progress-note-list"),
    *act_paths("note-request", "ask"),
    path("progress/asked/<uuid:uid>/", notes.request_page, name="note-request-detail"),
    *act_paths("progress-note"),
    path("progress/<uuid:uid>/", notes.note_page, name="progress-note-detail"),
    path("action-plans/", action_plans.action_plans_page, name="action-plan-list"),
    *act_paths("action-plan"),
    path("action-plans/<uuid:uid>/", action_plans.action_plan_page, name="action-plan-detail"),
    path("activities/", activities.activities_page, name="activity-list"),
    *act_paths("activity", "plan"),
    *act_paths("deed"),
    path("activities/photographs/<uuid:uid>/picture/", photographs.picture, name="photograph-file"),
    *act_paths("photograph"),
    path("plans/", plans.plans_page, name="plan-list"),
    *act_paths("plan", "draw-up"),
    path("plans/<int:year>/", plans.plan_page, name="plan-detail"),
    path("activities/<uuid:uid>/", activities.activity_page, name="activity-detail"),
]
