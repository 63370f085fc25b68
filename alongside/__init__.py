"""Alongside: the platform that a co-production centre runs on."""
