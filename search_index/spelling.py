"""How far two words are from each other, counted in slips of the hand."""


def slips(one: str, other: str, most: int) -> int:
    """Letters left out, put in, taken for another or swapped with the next; `most + 1` if there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    one, other = _without_what_is_equal(one, other)
    if not one or not other:
        return min(most + 1, max(len(one), len(other)))
    if max(len(one), len(other)) > 2 * most + 4:
        return most + 1
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i] + [0] * len(other)
        for j, there in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                row[j] = min(row[j], last[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return min(most + 1, row[-1])


def _without_what_is_equal(one: str, other: str) -> tuple[str, str]:
    """The words without their common beginning and end, which is most of them."""
    start, shorter = 0, min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


def allowed(word: str) -> int:
    """How many slips a word of that length may have."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2
