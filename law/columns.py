"""What an answer of the API shows of the law: each is asked anew of the editions there are, and of the day's names."""

from typing import Any

from rest_framework import serializers

from law.editions import body_choices, state_choices


class BodyColumn(serializers.ChoiceField):
    """The code of a body. A list of an answer copies its fields: each copy knows what bodies there are by then."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"read_only": True, **kwargs, "choices": body_choices()})


class StateColumn(serializers.ChoiceField):
    """The key of a state in which a commitment can stand."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"read_only": True, **kwargs, "choices": state_choices()})
