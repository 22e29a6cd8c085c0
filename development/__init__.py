"""The whole portal on one machine, for trying it out: a town of invented people and an identity provider for them."""
