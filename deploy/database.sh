#!/bin/sh
# Runs once, when PostgreSQL's volume is new: a role of the tracker's own. It may make databases, since verify_backup
# restores into one; it is no superuser, so that a hole in the site would be no hole in the server.

psql --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres --set "password=$TRACKER_PASSWORD" <<'SQL'
CREATE ROLE tracker LOGIN CREATEDB PASSWORD :'password';
CREATE DATABASE tracker OWNER tracker TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
SQL
