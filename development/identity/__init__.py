"""An identity provider for development: it behaves as ID-porten does, and vouches for invented people alone.

`protocol` judges what a client sends, `provider` keeps what is under way, `views` are its pages. It answers on this
machine only.
"""
