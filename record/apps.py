from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.urls import register_converter, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RecordConfig(AppConfig):
    name = "record"
    verbose_name = pgettext_lazy("of the Conference", "Record")

    def ready(self) -> None:
        from journal.names import add_page
        from journal.verbs import add_verbs
        from record import retention, searched
        from record.acts import TABLE
        from record.acts.corrections import ACTS, CORRECTION, correctable
        from record.acts.imports import register as register_imports
        from record.acts.sources import ADD_FILE, REGISTER, SOURCE, cited_by
        from record.corrections import CorrectableKind
        from record.doors.corrections import admin  # noqa: F401 - registers its pages
        from record.doors.imports import admin as imports_admin  # noqa: F401 - registers its pages
        from record.doors.retention import admin as retention_admin  # noqa: F401 - registers its page
        from record.doors.sources import admin as sources_admin  # noqa: F401 - registers its pages
        from record.models import Correction, Import, Source, SourceFile, address_of_source
        from record.secrets import Base36Converter, SecretConverter
        from record.sentences import lay_on_all
        from record.triggers import after_tables_changed, before_tables_change
        from record.verbs import VERBS

        add_verbs(VERBS)
        add_page(Correction, lambda number: f"{reverse('correction-list')}#correction-{number}")
        add_page(Source, lambda key: reverse("source-detail", args=[address_of_source(key)]))
        TABLE.add_noun(CORRECTION, *ACTS)
        TABLE.add_noun(SOURCE, REGISTER, ADD_FILE)
        correctable(CorrectableKind(model=Source, relies=lambda source: False, blocks=cited_by))
        correctable(
            CorrectableKind(
                model=SourceFile,
                relies=lambda kept: False,
                about=lambda kept: kept.source,
                effect=_("The file can't be opened any more; its name and its SHA-256 stay, struck out."),
            )
        )
        register_imports()
        add_page(Import, lambda number: reverse("import-detail", args=[number]))
        lay_on_all()
        retention.register()
        pre_migrate.connect(before_tables_change, sender=self)
        post_migrate.connect(after_tables_changed, sender=self)
        searched.register()
        register_converter(SecretConverter, "secret")
        register_converter(Base36Converter, "base36")
