"""Backups: everything that the house holds, as encrypted parts in a folder, made while the house is in use.

A backup is a folder of its own: `main.gz.age` (the main database), `monitoring.gz.age` (the one of monitoring, for
another key), `files.tar.age` (uploaded files, kept mail, settings without secrets) and `note.json`, which says what
there is. `making` writes one, `restoring` brings one back or practises it, `checks` is what the doctor asks. The keys
are those of age (https://age-encryption.org/v1): the machine that makes backups holds public ones, and can read none.
"""
