"""Faults in the table of the procedure, told before anybody travels it."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from law.modalities import WORKFLOWS, faults


@register()
def the_procedure_has_no_faults(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"The procedure of {flow.edition}, modality ({flow.modality}): {fault}.",
            hint="Mend the table in commitments/modalities.py.",
            id="commitments.E001",
        )
        for flow in WORKFLOWS.values()
        for fault in faults(flow)
    ]
