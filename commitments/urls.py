from django.urls import path

from commitments.views import commitments, coordinators, exchange, procedure, steps

urlpatterns = [
    path("coordinators/", coordinators.coordinators_page, name="coordinator-list"),
    path("commitments/", commitments.commitments_page, name="commitment-list"),
    path("commitments/begin/", commitments.begin_page, name="commitment-begin"),
    path("commitments/<str:reference>/", commitments.commitment_page, name="commitment-detail"),
    path("commitments/<str:reference>/steps/<slug:step>/", steps.step_page, name="commitment-step"),
    path("commitments/<str:reference>/views/", exchange.share_page, name="view-share"),
    path("views/<uuid:uid>/widen/", exchange.widen_page, name="view-widen"),
    path("experts/", exchange.experts_page, name="expert-list"),
    path("experts/nominate/", exchange.nominate_page, name="expert-nominate"),
    path("experts/<uuid:uid>/end/", exchange.end_page, name="expert-end"),
    path("procedure/", procedure.procedure_page, name="procedure"),
]
