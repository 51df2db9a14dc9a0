"""What an officer adds in the admin is there once: the button pressed twice, ten times at one instant, or after coming back."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from cica_tracker.tests.test_several_at_once import at_once, statuses
from commitments.models import CoordinatorAssignment
from commitments.tests.stories import a_measure
from journal.models import Entry
from record.admin_once import ADDED_ALREADY, ONCE
from record.models import Confidence
from record.once import SENT_ALREADY

ADD = "/admin/commitments/coordinatorassignment/add/"


@pytest.fixture
def offer(officer, xa, sign_in) -> dict[str, object]:
    """The form of an offer, filled in, with the key that its page brought."""
    page = sign_in(officer).get(ADD)
    measure = a_measure()
    shown = {field.html_name: field.value() for field in page.context["adminform"].form}
    filled = {name: value for name, value in shown.items() if isinstance(value, (str, int)) and value is not False}
    for inline in page.context["inline_admin_formsets"]:
        filled |= {f"{inline.formset.prefix}-{name}": n for name, n in inline.formset.management_form.initial.items()}
    filled |= {"fact": "offer", "participant": xa.pk, "edition": measure.area.edition_id, "depth": "measure"}
    filled |= {"measure": measure.pk, "area": measure.area_id, "on": "2007-03-14", "on_precision": "exact"}
    filled |= {"source": "A letter", "confidence": Confidence.SEEN}
    return {**filled, ONCE: page.context["once"]}


@pytest.mark.django_db
def test_a_form_that_is_sent_twice_adds_one_row_and_the_second_press_is_told_so(offer, officer, sign_in):
    office = sign_in(officer)
    first = office.post(ADD, offer)
    assert first.status_code == 302, first.context["adminform"].form.errors
    entries = Entry.objects.count()
    again = office.post(ADD, offer, follow=True)
    assert str(ADDED_ALREADY) in again.content.decode()
    # Another button of the same form is the same form.
    assert office.post(ADD, {**offer, "_continue": "1"}).status_code == 302
    assert CoordinatorAssignment.objects.count() == 1
    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_other_words_under_a_key_that_was_used_stay_in_the_form_and_go_by_another_press(offer, officer, sign_in):
    office = sign_in(officer)
    office.post(ADD, offer)
    other = {**offer, "source": "Another letter", "on": "2007-03-15"}
    refused = office.post(ADD, other)
    assert refused.status_code == 200
    assert str(SENT_ALREADY) in refused.context["adminform"].form.non_field_errors()
    assert "Another letter" in refused.content.decode()
    assert CoordinatorAssignment.objects.count() == 1
    assert office.post(ADD, {**other, ONCE: refused.context["once"]}).status_code == 302
    assert CoordinatorAssignment.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_button_pressed_at_one_instant_adds_one_row(offer, officer):
    answers = at_once([officer], lambda client, _nth: client.post(ADD, offer), number=4)
    assert statuses(answers) == {302: 4}
    assert CoordinatorAssignment.objects.count() == 1


@pytest.mark.django_db
def test_every_form_of_the_admin_that_adds_carries_a_key(officer, sign_in):
    office: Client = sign_in(officer)
    with_a_form = []
    for model in admin.site._registry:
        page = office.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add"))
        if page.status_code == 200:
            with_a_form.append(model)
            assert f'name="{ONCE}" value="{page.context["once"]}"' in page.content.decode(), model
    assert CoordinatorAssignment in with_a_form
