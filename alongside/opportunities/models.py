"""Tables of the noticeboard. To come with the room."""
