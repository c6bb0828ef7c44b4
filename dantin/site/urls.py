"""Addresses of the one site, split by audience."""

from django.urls import include, path

urlpatterns = [path("", include("dantin.public.urls"))]

handler400 = "dantin.public.errors.bad_request"
handler404 = "dantin.public.errors.not_found"
handler500 = "dantin.public.errors.server_error"
