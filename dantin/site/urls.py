"""Addresses of the one site, split by audience."""

from django.urls import include, path

urlpatterns = [path("", include("dantin.public.urls"))]
