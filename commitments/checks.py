"""Faults in the tables of the law, told before anybody travels them."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from law.editions import editions


@register()
def the_law_has_no_faults(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(f"The law: {fault}.", hint="Mend the table under law/.", id="commitments.E001")
        for edition in editions()
        for fault in edition.faults()
    ]
