"""Addresses of the desk. Of allauth only the pages an official needs: nobody signs up, and nothing goes by mail."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from . import (
    accounts_page,
    ballot_page,
    count_pages,
    day_pages,
    decide_pages,
    duty_page,
    flag_page,
    guide_page,
    import_page,
    nominate_page,
    own_account_page,
    plan_page,
    recognise_page,
    register_page,
    roles_page,
    rulings_page,
    script_page,
    sign_page,
    signing_in,
    today_page,
    village_page,
)

urlpatterns = [
    path("", today_page.today, name="desk_today"),
    path("nap-danh-sach/", import_page.index, name="desk_import"),
    path("nap-danh-sach/mau/<str:name>.xlsx", import_page.template, name="desk_import_template"),
    path("nap-danh-sach/<int:number>/", import_page.job, name="desk_import_job"),
    path("nap-danh-sach/<int:number>/o-sai.xlsx", import_page.marked, name="desk_import_marked"),
    path("thon/<str:code>/", village_page.village, name="desk_village"),
    path("thon/<str:code>/danh-sach/", register_page.register, name="desk_register"),
    path("thon/<str:code>/ung-cu/", nominate_page.nominees, name="desk_nominees"),
    path("thon/<str:code>/khai-mac/", village_page.open_poll, name="desk_open_poll"),
    path("thon/<str:code>/kich-ban/", script_page.script_of_the_day, name="desk_script"),
    path("thon/<str:code>/bao-so/", day_pages.turnout, name="desk_turnout"),
    path("thon/<str:code>/phieu-dem/", count_pages.sheet, name="desk_sheet"),
    path("thon/<str:code>/tung-phieu/", ballot_page.ballots, name="desk_ballots"),
    path("thon/<str:code>/phieu-khac/", count_pages.differing, name="desk_differing"),
    path("thon/<str:code>/dem-lai/", count_pages.recount, name="desk_recount"),
    path("thon/<str:code>/ky-bien-ban/", sign_page.sign, name="desk_declare"),
    path("thon/<str:code>/xac-nhan-so/", flag_page.confirm, name="desk_confirm_flag"),
    path("thon/<str:code>/lan-bau-tiep/", decide_pages.next_round, name="desk_next_round"),
    *(
        path(f"thon/<str:code>/{slug}/", rulings_page.page(kind), name=f"desk_ruling_{kind}")
        for kind, slug in rulings_page.SLUGS.items()
    ),
    path("ke-hoach/", plan_page.plan, name="desk_plan"),
    path("truc/", duty_page.duty, name="desk_duty"),
    path("moc-gio/", day_pages.marks, name="desk_marks"),
    path("cong-nhan/", recognise_page.recognition, name="desk_recognise"),
    path("huong-dan/", guide_page.guide, name="desk_guide"),
    path("huong-dan/<slug:slug>/", guide_page.guide, name="desk_guide_page"),
    path("huong-dan/hinh/<str:name>", guide_page.picture, name="desk_guide_picture"),
    path("vai/", roles_page.roles, name="desk_roles"),
    path("thay-mat/", own_account_page.stand_in, name="desk_stand_in"),
    path("tai-khoan/", accounts_page.index, name="desk_accounts"),
    path("tai-khoan/lap/", accounts_page.opening, name="desk_open_accounts"),
    path("tai-khoan/mau.xlsx", accounts_page.template, name="desk_accounts_template"),
    path("tai-khoan/<int:number>/", accounts_page.one, name="desk_account"),
    path("tai-khoan/dat-lai/<int:number>/", accounts_page.reset, name="desk_reset"),
    path("vao/", account.login, name="account_login"),
    path("ra/", account.logout, name="account_logout"),
    path("mat-khau/", account.password_change, name="account_change_password"),
    path("nhap-lai-mat-khau/", account.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan-da-dong/", account.account_inactive, name="account_inactive"),
    path("tai-khoan-cua-toi/", own_account_page.own, name="mfa_index"),
    path("ma/nhap/", signing_in.show_second_factor, name="mfa_authenticate"),
    path("ma/nhap-lai/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("ma/dien-thoai/", totp.activate_totp, name="mfa_activate_totp"),
    path("ma/dien-thoai/bo/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("ma/giay/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("ma/giay/lap/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("ma/giay/tai/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
