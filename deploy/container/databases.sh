#!/bin/sh
# PostgreSQL's own image runs this once, when its folder is empty: both databases belong to a role that only `prepare`
# and `restore` go in as (owner.env). Web and worker are another one, which works with rows and can do no more.
set -e

# postgres://NAME:PASSWORD@HOST/DATABASE: the password, which deploy/settings makes of letters and digits alone.
password() {
    rest=${1#*://*:}
    echo "${rest%%@*}"
}

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<END
CREATE ROLE alongside LOGIN PASSWORD '$(password "$DATABASE_URL")';
CREATE ROLE alongside_owner LOGIN CREATEDB PASSWORD '$(password "$ALONGSIDE_DATABASE_OWNER_URL")';
CREATE DATABASE alongside OWNER alongside_owner;
CREATE DATABASE monitoring OWNER alongside_owner;
END
