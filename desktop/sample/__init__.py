"""A database to explore: an invented agency with job orders in every state, made anew whenever it is wanted."""
