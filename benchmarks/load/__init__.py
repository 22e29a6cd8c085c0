"""The half one signs in to, under load: how many pages a second with a durable row for each, and how long they take."""
