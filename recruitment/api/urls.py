"""The addresses of the JSON, without a language in front: ``?language=en`` chooses it."""

from __future__ import annotations

from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from .answers import HANDLERS, door
from .localities import router as localities
from .sources import router as sources


class ReadableJSON(JSONRenderer):
    """Vietnamese letters as they are, not as escapes."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Tiến độ kết nạp đảng viên",
    version="1",
    description=(
        "How far each locality has come towards its admission target. Read-only. Every number "
        "is that of the page: an interval where only its ends are known, null where nothing is."
    ),
    docs_url=None,
    urls_namespace="api",
    renderer=ReadableJSON(),
)
api.add_router("/localities", localities)
api.add_router("/sources", sources)
for _error, _handler in HANDLERS.items():
    api.add_exception_handler(_error, _handler)

app_name = "api"
urlpatterns = [
    URLPattern(each.pattern, door(each.callback), each.default_args, each.name)
    for each in api.urls[0]
    if isinstance(each, URLPattern)
]
