"""What belongs to a commitment is seen by whoever sees the commitment, and by nobody else."""

import pytest

from commitments.models import Intention, StepTaken
from commitments.tests.factories import CommitmentFactory, IntentionFactory, StepTakenFactory
from members.choices import Audience

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("model", "maker"), [(Intention, IntentionFactory), (StepTaken, StepTakenFactory)])
def test_a_stranger_to_a_commitment_is_one_to_its_parts(model, maker, stranger, observer, client):
    for audience in (Audience.MEMBERS, Audience.OBSERVERS):
        maker(commitment=CommitmentFactory(audience=audience))
    assert model.objects.visible_to(stranger).count() == 2
    [released] = model.objects.visible_to(observer)
    assert released.commitment.audience == Audience.OBSERVERS
