"""Signing in and out with an identity provider by OpenID Connect, as ID-porten does it (goals.md 2.4).

`sign_in` tells the whole way; `provider` knows the other side, `exchange` is the one place that calls it,
`tokens` judges what it says, `refusal` is how every doubt ends.
"""
