"""What is asked by night only (`make night` sets NIGHT): all that is long, where by day a few stand for the rest."""

import os

from hypothesis import Phase, settings

IS_NIGHT = "NIGHT" in os.environ
# Given as it was found: to look for a simpler failure would take minutes. Whoever has them: --hypothesis-profile=simplest.
AS_FOUND = (Phase.explicit, Phase.reuse, Phase.generate)


def examples(by_night: int) -> settings:
    """So many examples by night, and others each time; by day a fifth of them, the same ones each time."""
    return settings(max_examples=by_night if IS_NIGHT else max(8, by_night // 5), deadline=None)


def choose_effort() -> None:
    settings.register_profile("day", phases=AS_FOUND, derandomize=True, deadline=None, max_examples=20)
    settings.register_profile("night", phases=AS_FOUND, deadline=None, print_blob=True)
    settings.register_profile("simplest", deadline=None, print_blob=True)
    settings.load_profile("night" if IS_NIGHT else "day")
