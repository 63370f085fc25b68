"""Pages of the till: `mine` for members, `till` for those who check, `finance` for those who pay."""
