"""Addresses of the public pages."""

from django.urls import path

from . import (
    about_page,
    api,
    base_page,
    bulletin_pages,
    clock_panel,
    law_views,
    place_pages,
    progress_json,
    province_page,
    report_page,
    search_page,
    village_page,
    wall_page,
)
from .methods import presses, reads

urlpatterns = [
    path("", reads(province_page.province)),
    path("huyen-va-xa/", reads(place_pages.districts_and_communes)),
    path("huyen/<str:code>/", reads(place_pages.district)),
    path("huyen/<str:code>/<str:on>/", reads(place_pages.district)),
    path("xa/<str:code>/", reads(place_pages.commune)),
    path("xa/<str:code>/<str:on>/", reads(place_pages.commune)),
    path("thon/<str:code>/", reads(village_page.village)),
    path("thon/<str:code>/<str:on>/", reads(village_page.village)),
    path("thon/<str:code>/lan-<int:number>/cau-hoi.json", reads(village_page.question)),
    path("thon/<str:code>/lan-<int:number>/ket-luan.json", reads(village_page.conclusion)),
    path("tim/", reads(search_page.search)),
    path("luat/", reads(law_views.index)),
    path("luat/mau-so/", reads(base_page.bases)),
    path("luat/<slug:folder>/<slug:slug>/", reads(law_views.law_page)),
    path("gioi-thieu-so-lieu/", reads(about_page.about)),
    path("tien-do.json", reads(progress_json.progress)),
    path("ban-do.json", reads(progress_json.tile_names)),
    path("ban-tin/", reads(bulletin_pages.index)),
    path("ban-tin/so-sanh/", reads(bulletin_pages.compare)),
    path("ban-tin/<str:on>/<str:hour>/", reads(bulletin_pages.one)),
    path("ban-tin/<str:on>/<str:hour>/so-lieu.json", reads(bulletin_pages.as_json)),
    path("ban-tin/<str:on>/<str:hour>/bang-tinh.xlsx", reads(bulletin_pages.as_sheet)),
    path("soat-bao-cao/", report_page.page),
    path("api/", api.page),
    path("api/v1/decide", api.decide),
    path("api/v1/openapi.json", api.openapi),
    path("tuong/", reads(wall_page.heads)),
    path("tuong/dai-hoi/", reads(wall_page.congresses)),
    path("tuong/khoa/", presses(wall_page.take_key)),
    path("mo-phong/", reads(clock_panel.panel)),
    path("mo-phong/chinh/", presses(clock_panel.turn)),
]
