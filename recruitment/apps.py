"""The application as Django sees it."""

from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RecruitmentConfig(AppConfig):
    """One app holds everything: its rooms are packages, not apps."""

    name = "recruitment"
    verbose_name = _("Admission progress")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks, and the permissions that migrations leave out."""
        from . import checks  # noqa: F401
        from .permissions import make_permissions

        post_migrate.connect(make_permissions, sender=self)


class AdminConfig(admin.AdminConfig):
    """Django's admin with a site of our own."""

    default_site = "recruitment.admin_site.AdminSite"

    def ready(self) -> None:
        """Name what its own library leaves in English."""
        apps.get_app_config("axes").verbose_name = _("Sign-ins")
        super().ready()
