#!/bin/sh
# Runs once, when PostgreSQL's volume is new: two roles of the tracker's own. The tables belong to tracker_owner, which
# migrates and makes backups (it may make databases, since verify_backup restores into one). The house serves as tracker,
# which `manage.py lend_tables` lets read and write rows: a hole in the site takes no trigger off the journal. As
# tracker_reads, which owns nothing and signs in nowhere, it asks once more what a person may be shown.

psql --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
  --set "password=$TRACKER_PASSWORD" --set "owner_password=$OWNER_PASSWORD" <<'SQL'
CREATE ROLE tracker_owner LOGIN CREATEDB PASSWORD :'owner_password';
CREATE ROLE tracker LOGIN PASSWORD :'password';
CREATE ROLE tracker_reads NOLOGIN;
GRANT tracker_reads TO tracker;
CREATE DATABASE tracker OWNER tracker_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
SQL
