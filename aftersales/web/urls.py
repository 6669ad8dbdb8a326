"""The addresses of all pages for people."""

from __future__ import annotations

from django.urls import path

from aftersales.web import acts, files
from aftersales.web.customer import handed_over, linked, reporting
from aftersales.web.pages import (
    approvals,
    consequences,
    demo,
    expenses,
    intake,
    law,
    lists,
    manager,
    matters,
    mywork,
    people,
    phone,
    signin,
)

urlpatterns = [
    path("", mywork.my_work, name="my-work"),
    path("notices/read/", mywork.notices_read, name="notices-read"),
    path("sign-in/", signin.sign_in, name="sign-in"),
    path("sign-in/demo/", signin.sign_in_demo, name="sign-in-demo"),
    path("sign-out/", signin.sign_out, name="sign-out"),
    path("language/", signin.language, name="language"),
    path("unlock/", signin.unlock, name="unlock"),
    path("password/", signin.password, name="password"),
    path("me/", people.me, name="me"),
    path("search/", lists.search, name="search"),
    path("intake/", intake.intake, name="intake"),
    path("intake/callers/", intake.callers, name="callers"),
    path("matters/", lists.kinds, name="matters"),
    path("matters/<slug:kind>/", lists.matters, name="matter-list"),
    path("m/<int:pk>/", matters.matter, name="matter"),
    path("m/<int:pk>/link/", matters.customer_link, name="customer-link"),
    path("acts/<str:name>/", acts.act, name="act"),
    path("phone/", phone.orders, name="phone"),
    path("phone/<int:pk>/", phone.order, name="phone-order"),
    path("phone/<int:pk>/rate/", phone.rate, name="phone-rate"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("consequences/", consequences.consequences, name="consequences"),
    path("complaints/", lists.complaints, name="complaints"),
    path("expenses/", expenses.expenses, name="expenses"),
    path("law/", law.reader, name="law"),
    path("law/<str:name>/", law.clause, name="law-clause"),
    path("manager/", manager.overview, name="manager"),
    path("manager/promises/", manager.promises, name="promises"),
    path("manager/proof/", manager.proof, name="proof"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("customers/", people.customers, name="customers"),
    path("files/<int:pk>/", files.attachment, name="attachment"),
    path("signatures/<int:pk>/", files.signature, name="signature"),
    path("documents/<int:pk>/", files.document, name="document"),
    path("demo/clock/", demo.clock, name="demo-clock"),
    path("report/", reporting.report, name="report"),
    path("c/done/", handed_over.done, name="handed-over-done"),
    path("c/<str:token>/", linked.matter, name="link"),
    path("c/<str:token>/<str:name>/", linked.act, name="link-act"),
]
