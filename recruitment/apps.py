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
        """Register the system checks, and the roles that every migration sets right."""
        from . import checks  # noqa: F401
        from .permissions import make_roles

        post_migrate.connect(make_roles, sender=self)


class AdminConfig(admin.AdminConfig):
    """Django's admin with a site of our own."""

    default_site = "recruitment.admin_site.AdminSite"

    def ready(self) -> None:
        """Name what libraries leave in English, or in words of their own."""
        apps.get_app_config("axes").verbose_name = _("Sign-ins")
        apps.get_app_config("auth").verbose_name = _("People and roles")
        super().ready()
