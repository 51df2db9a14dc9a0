from django.urls import path

from decisions.views import agenda, approach, decisions, groups, minutes, silence
from record.doors.portal import act_paths

urlpatterns = [
    path("decisions/", decisions.decisions_page, name="decision-list"),
    *act_paths("decision"),
    path("decisions/<str:symbol>/", decisions.decision_page, name="decision-detail"),
    path("follow-ups/", decisions.follow_ups_page, name="follow-up-list"),
    path("follow-ups/<int:number>/", decisions.follow_up_page, name="follow-up"),
    *act_paths("follow-up"),
    *act_paths("agenda-item"),
    path("approach/", approach.proposals_page, name="approach-proposal-list"),
    *act_paths("approach-proposal", "propose"),
    path("approach/<uuid:uid>/", approach.proposal_page, name="approach-proposal-detail"),
    path("groups/", groups.groups_page, name="group-list"),
    *act_paths("group-seat", "join"),
    path("groups/<str:code>/", groups.group_page, name="group-detail"),
    path("minutes/", minutes.minutes_list_page, name="minutes-list"),
    *act_paths("minutes-change"),
    *act_paths("minutes"),
    path("minutes/<str:reference>/", minutes.minutes_page, name="minutes-detail"),
    path("silence/", silence.procedures_page, name="silence-list"),
    *act_paths("silence", "open"),
    path("silence/<str:reference>/", silence.procedure_page, name="silence-detail"),
    path("meetings/<str:reference>/agenda/", agenda.draft_page, name="agenda-draft"),
    path("meetings/<str:reference>/agenda/<int:number>/", agenda.version_page, name="agenda-version"),
    path("meetings/<str:reference>/agenda/<int:number>/difference/", agenda.difference_page, name="agenda-difference"),
    path("meetings/<str:reference>/agenda/<int:number>/<slug:kind>/", agenda.file_page, name="agenda-file"),
]
