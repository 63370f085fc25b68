"""Doors of the room."""

from django.urls import path

from .views import mine

app_name = "payments"
urlpatterns = [
    path("me/payments/", mine.my_payments, name="my_payments"),
    path("me/payments/offers/<int:pk>/", mine.choose_payment, name="choose_payment"),
    path("me/payments/offers/<int:pk>/letter/", mine.choose_payment, name="benefits_letter"),
    path("me/payments/bank/", mine.my_payments, name="give_bank_details"),
]
