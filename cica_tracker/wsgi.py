"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cica_tracker.settings")

house = get_wsgi_application()

from cica_tracker.ready import ReadyBytes  # noqa: E402 - settings and apps first
from cica_tracker.told_apart import require_agreement  # noqa: E402

application = ReadyBytes(house)

require_agreement()
