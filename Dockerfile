# The image of every process of the house: web, worker, clock, and what runs once or at night.
# VERSION is what backups say they are of: docker build --build-arg VERSION=$(git describe --always --dirty) .

# By its digest where PYTHON_IMAGE says so (docs/operations.md, By their digests); a tag may be another image tomorrow.
ARG PYTHON_IMAGE=python:3.11-slim-trixie

FROM ${PYTHON_IMAGE} AS built
RUN apt-get update && apt-get install --yes --no-install-recommends gettext && rm -rf /var/lib/apt/lists/*
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1
COPY requirements.txt /tmp/
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement /tmp/requirements.txt
WORKDIR /srv/cica-tracker
COPY . .
# A key for these two words alone; the image holds none.
RUN SECRET_KEY=only-while-building DATA_DIR=/data python manage.py compilemessages --verbosity 0 \
 && SECRET_KEY=only-while-building DATA_DIR=/data python manage.py collectstatic --no-input --verbosity 0

FROM ${PYTHON_IMAGE}
# The client is as old as the server in compose.yaml: pg_dump knows servers up to its own version.
RUN apt-get update && apt-get install --yes --no-install-recommends curl postgresql-client-17 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin tracker
COPY --from=built /opt/venv /opt/venv
COPY --from=built /srv/cica-tracker /srv/cica-tracker
COPY --from=built --chown=tracker /data /data
# Volumes take their owner from here when they are first made.
RUN install --directory --owner tracker --mode 0750 /data /data/uploads \
 && install --directory --owner tracker --mode 0700 /backups
ARG VERSION=unnamed
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 DATA_DIR=/data VERSION=$VERSION
WORKDIR /srv/cica-tracker
USER tracker
EXPOSE 8000
# The first of ALLOWED_HOSTS is the name by which the site asks itself.
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s --retries=3 \
  CMD curl --fail --silent --show-error --output /dev/null --header "Host: ${ALLOWED_HOSTS%%,*}" http://127.0.0.1:8000/healthz
# No access log: the house writes its own, without queries and secrets.
CMD ["gunicorn", "cica_tracker.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "cica_tracker.serving.BufferingWorker", "--workers", "2", "--threads", "4", "--timeout", "60", "--graceful-timeout", "25", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--log-level", "warning"]
