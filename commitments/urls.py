from django.urls import path

from commitments.views import commitments, coordinators, exchange, pictures, procedure
from record.doors.portal import act_paths

urlpatterns = [
    path("coordinators/", coordinators.coordinators_page, name="coordinator-list"),
    path("coordinators/<int:number>/hand-over/", coordinators.hand_over_page, name="coordinator-hand-over"),
    *act_paths("coordinator", "offer", "designate"),
    path("commitments/", commitments.commitments_page, name="commitment-list"),
    *act_paths("commitment", "begin"),
    path("commitments/<str:reference>/", commitments.commitment_page, name="commitment-detail"),
    path("commitments/<str:key>/views/", exchange.views_page, name="view-share"),
    *act_paths("view"),
    path("experts/", exchange.experts_page, name="expert-list"),
    *act_paths("expert", "nominate"),
    path("pictures/", pictures.pictures_page, name="pictures"),
    path("procedure/", procedure.procedure_page, name="procedure"),
]
