"""The roof: settings from the environment, root URLs, WSGI. The only place that knows every room."""
