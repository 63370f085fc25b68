"""The cellar as a Django app."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "alongside.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import doctoring, tidying, witness
        from .doctoring import configured, machine, stores, work

        for check in (
            configured.framework, configured.debugging, configured.keys, configured.names, configured.tls,
            configured.looks, stores.engine, stores.databases, stores.lines, stores.roles, stores.files,
            machine.disk, machine.permissions, machine.clocks, work.worker, work.recurring, work.outbox,
            configured.mail, witness.record_is_whole,
        ):  # fmt: skip
            doctoring.register(check)
        tidying.register()
        witness.register()
