"""The half one signs in to: it reads a release and keeps what people do."""
