"""What makes eleven digits a Norwegian national identity number, for those who refuse them and those who sign in.

Covers the D-numbers of people without a birth number, the series of test numbers with 40 or 80 added to the
month, and the numbers given from 2032 on, whose first check digit leaves a rest of 0 to 3
(skatteetaten.github.io/folkeregisteret-api-dokumentasjon). A number tells neither birth date nor sex: ask the
register.
"""

FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_identity_number(digits: str) -> bool:
    """Whether these eleven digits are one that a person may have."""
    if len(digits) != 11 or not (digits.isascii() and digits.isdigit()):
        return False
    numbers = [int(digit) for digit in digits]
    return _is_day(numbers) and _rest(numbers, FIRST_WEIGHTS) <= 3 and _rest(numbers, SECOND_WEIGHTS) == 0


def is_synthetic(digits: str) -> bool:
    """Whether a valid number belongs to nobody: those made for tests have 40 or 80 added to the month."""
    return digits[2] in "4589"


def _rest(numbers: list[int], weights: tuple[int, ...]) -> int:
    return sum(number * weight for number, weight in zip(numbers, weights, strict=False)) % 11


def _is_day(numbers: list[int]) -> bool:
    day = (numbers[0] % 4 if numbers[0] < 8 else 9) * 10 + numbers[1]
    month = (numbers[2] % 4 if numbers[2] < 8 else numbers[2] - 8) * 10 + numbers[3]
    if not 1 <= month <= 12 or (day == 29 and month == 2 and numbers[5] % 4 != (0 if numbers[4] % 2 == 0 else 2)):
        return False
    return 1 <= day <= DAYS[month - 1]
