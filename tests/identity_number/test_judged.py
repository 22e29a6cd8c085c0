"""National numbers, judged by npm's @navikt/fnrvalidator."""

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from development.town import town
from identity_number import FIRST_WEIGHTS, SECOND_WEIGHTS, is_identity_number, is_synthetic

MODULES = Path(__file__).parents[1] / "node_modules"
JUDGE = """
const { fnr } = require("@navikt/fnrvalidator");
const numbers = JSON.parse(require("fs").readFileSync(0));
console.log(JSON.stringify(numbers.map((each) => fnr(each).status === "valid")));
"""

needs_node = pytest.mark.skipif(
    not (shutil.which("node") and (MODULES / "@navikt").is_dir()), reason="needs Node.js and `npm ci` in tests/"
)


def judged(numbers: list[str]) -> list[bool]:
    ran = subprocess.run(
        ["node", "-e", JUDGE], cwd=MODULES.parent, input=json.dumps(numbers), capture_output=True, text=True, check=True
    )
    return json.loads(ran.stdout)


def with_check_digits(nine: str) -> str | None:
    """The number that begins so by the rules up to 2032, if there is one."""
    digits = [int(each) for each in nine]
    for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS):
        digit = -sum(one * other for one, other in zip(digits, weights, strict=False)) % 11
        if digit == 10:
            return None
        digits.append(digit)
    return "".join(map(str, digits))


def some_numbers() -> list[str]:
    """Numbers of days, D-numbers and numbers for tests, right and with one digit changed."""
    chance = random.Random(1)
    right = []
    while len(right) < 400:
        day, month = chance.randint(1, 28), chance.randint(1, 12)
        nine = f"{day + chance.choice((0, 40)):02}{month + chance.choice((0, 40, 80)):02}{chance.randint(0, 99999):05}"
        if number := with_check_digits(nine):
            right.append(number)
    place = [chance.randrange(11) for _ in right]
    wrong = [
        each[:at] + str((int(each[at]) + chance.randint(1, 9)) % 10) + each[at + 1 :]
        for each, at in zip(right, place, strict=True)
    ]
    return right + wrong


@needs_node
def test_we_say_what_the_judge_says() -> None:
    """Of 400 right numbers and 400 with one digit changed."""
    numbers = some_numbers()
    theirs, ours = judged(numbers), [is_identity_number(each) for each in numbers]
    assert [each for each, one, other in zip(numbers, theirs, ours, strict=True) if one != other and one] == []
    assert sum(theirs) >= 400


@needs_node
def test_everybody_in_town_has_a_number_the_judge_takes() -> None:
    numbers = list(town().people)
    assert judged(numbers) == [True] * len(numbers)


def test_nobody_in_town_is_real() -> None:
    """The numbers of the series for tests have 80 added to the month."""
    assert [number for number in town().people if not (is_identity_number(number) and is_synthetic(number))] == []
    assert {number[2] for number in town().people} <= {"8", "9"}


@pytest.mark.parametrize("text", ["", "1", "14838831150 ", "1483883115O", "١٤٨٣٨٨٣١١٥٠", "148388311500", "-4838831150"])
def test_what_is_not_eleven_digits_is_no_number(text: str) -> None:
    assert not is_identity_number(text)
