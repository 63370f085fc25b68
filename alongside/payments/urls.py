"""Doors of the room."""

from django.urls import path

from .views import costs, finance, for_them, mine, rates, till

app_name = "payments"
mine_urls = [
    path("me/payments/", mine.my_payments, name="my_payments"),
    path("me/payments/<int:pk>/", mine.my_payment, name="my_payment"),
    path("me/payments/offers/<int:pk>/", mine.choose_payment, name="choose_payment"),
    path("me/payments/offers/<int:pk>/withdraw/", mine.withdraw_choice, name="withdraw_choice"),
    path("me/payments/offers/<int:pk>/letter/", mine.benefits_letter, name="benefits_letter"),
    path("me/payments/how/", mine.give_bank_details, name="give_bank_details"),
    path("me/payments/how/forget/", mine.forget_bank_details, name="forget_bank_details"),
    path("me/payments/book/", costs.ask_booking, name="ask_booking"),
    path("me/payments/bookings/<int:pk>/withdraw/", costs.withdraw_booking, name="withdraw_booking"),
    path("me/payments/claim/", costs.claim_expense, name="claim_expense"),
    path("me/payments/claims/<int:pk>/withdraw/", costs.withdraw_expense, name="withdraw_expense"),
    path("me/payments/claims/<int:pk>/receipt/", costs.receipt, name="receipt"),
]
till_urls = [
    path("payments/", till.till, name="till"),
    path("payments/approve/", till.approve_payments, name="approve_payments"),
    path("payments/bookings/<int:pk>/", till.make_booking, name="make_booking"),
    path("payments/bookings/<int:pk>/no/", till.decline_booking, name="decline_booking"),
    path("payments/claims/<int:pk>/", till.show_claim, name="show_claim"),
    path("payments/claims/<int:pk>/yes/", till.approve_claim, name="approve_claim"),
    path("payments/claims/<int:pk>/no/", till.decline_claim, name="decline_claim"),
    path("payments/batches/", finance.batches, name="batches"),
    path("payments/batches/make/", finance.make_batch, name="make_batch"),
    path("payments/batches/<int:pk>/", finance.show_batch, name="show_batch"),
    path("payments/batches/<int:pk>/file/", finance.take_file, name="take_file"),
    path("payments/batches/<int:pk>/confirm/", finance.confirm_batch, name="confirm_batch"),
    path("payments/batches/<int:pk>/paid/", finance.mark_paid, name="mark_paid"),
    path("payments/lines/<int:pk>/came-back/", finance.line_came_back, name="line_came_back"),
    path("payments/lines/<int:pk>/paid/", finance.mark_line_paid, name="mark_line_paid"),
    path("payments/rates/", rates.rate_cards, name="rate_cards"),
    path("payments/rates/add/", rates.add_rate_card, name="add_rate_card"),
    path("payments/rates/examples/", rates.add_example_cards, name="add_example_cards"),
    path("payments/rates/<int:pk>/confirm/", rates.confirm_rate_card, name="confirm_rate_card"),
    path("payments/rates/<int:pk>/discard/", rates.discard_rate_card, name="discard_rate_card"),
]
WHO = "payments/for/<str:reference>/"
for_them_urls = [
    path(WHO, for_them.their_payments, name="their_payments"),
    path(f"{WHO}offers/<int:pk>/", for_them.record_choice, name="record_choice"),
    path(f"{WHO}offers/<int:pk>/withdraw/", for_them.record_choice_withdrawn, name="record_choice_withdrawn"),
    path(f"{WHO}offers/<int:pk>/letter/", for_them.their_letter, name="their_letter"),
    path(f"{WHO}book/", for_them.record_booking, name="record_booking"),
    path(
        f"{WHO}bookings/<int:pk>/withdraw/",
        for_them.record_booking_withdrawn,
        name="record_booking_withdrawn",
    ),
    path(f"{WHO}claim/", for_them.record_claim, name="record_claim"),
    path(f"{WHO}claims/<int:pk>/withdraw/", for_them.record_claim_withdrawn, name="record_claim_withdrawn"),
    path(f"{WHO}how/", for_them.record_how_to_pay, name="record_how_to_pay"),
    path(f"{WHO}how/forget/", for_them.record_how_to_pay_forgotten, name="record_how_to_pay_forgotten"),
]
urlpatterns = [
    path("what-we-pay/", rates.what_we_pay, name="what_we_pay"), *mine_urls, *till_urls, *for_them_urls,
]  # fmt: skip
