#!/bin/sh
# The clock of the backup service in compose.yaml; on a machine with systemd cica-backup.timer is that clock.
# A night that fails says so in the log, and the service is unwell when the newest backup is older than 26 hours.

while :; do
  now=$(date -u +%s)
  at=$((now - now % 86400 + 41 * 60))
  [ "$at" -gt "$now" ] || at=$((at + 86400))
  sleep $((at - now))
  python manage.py backup --to /backups --keep 14
  python manage.py verify_backup /backups
done
