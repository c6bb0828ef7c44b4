"""Addresses of the public pages."""

from django.urls import path

from . import province_page

urlpatterns = [
    path("", province_page.province),
]
