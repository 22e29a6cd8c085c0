"""Numbers of things, as sentences for editors say them."""


def counted(number: int, name: str) -> str:
    """Such as «1 file» or «1,200 files»."""
    return f"{number:,} {name}{'' if number == 1 else 's'}"
