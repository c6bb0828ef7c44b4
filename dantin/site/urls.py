"""Addresses of the one site, split by audience."""

from django.urls import include, path

urlpatterns = [path("lam-viec/", include("dantin.desk.urls")), path("", include("dantin.public.urls"))]

handler400 = "dantin.site.errors.bad_request"
handler404 = "dantin.site.errors.not_found"
handler500 = "dantin.site.errors.server_error"
