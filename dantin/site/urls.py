"""Addresses of the one site, split by audience."""

from django.urls import include, path

urlpatterns = [path("lam-viec/", include("dantin.desk.urls")), path("", include("dantin.public.urls"))]

handler400 = "dantin.public.errors.bad_request"
handler404 = "dantin.public.errors.not_found"
handler500 = "dantin.public.errors.server_error"
