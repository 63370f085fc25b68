-- PostgreSQL's own image makes the main database; equality answers have one of their own.
CREATE DATABASE monitoring OWNER alongside;
