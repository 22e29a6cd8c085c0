"""Writes the theme's colours: from a hue and a strength each, sixteen shades for light and sixteen for dark.

A shade is found by its luminance, and the luminances are the design system's. Contrast follows from them: every
text shade has at least 4.5:1 on every background and surface shade of the same side, whatever the hue.
Change `HUES` and run `python site/theme/colours.py` to give a portal colours of its own.
"""

from math import cos, radians, sin
from pathlib import Path

STYLES = Path(__file__).parent / "styles"

HUES = {
    "accent": (168, 0.07),
    "neutral": (85, 0.012),
    "brand": (66, 0.11),
    "info": (245, 0.1),
    "success": (148, 0.12),
    "warning": (78, 0.12),
    "danger": (26, 0.16),
}
"""Hue in degrees and strength (chroma) in OKLCH: pine, birch bark, cloudberry, and four that mean something."""

SHADES = (
    *("background-default", "background-tinted", "surface-default", "surface-tinted", "surface-hover"),
    *("surface-active", "border-subtle", "border-default", "border-strong", "text-subtle", "text-default"),
    *("base-default", "base-hover", "base-active", "base-contrast-subtle", "base-contrast-default"),
)
LIGHT = (1.0, 0.915, 1.0, 0.83, 0.74, 0.64, 0.56, 0.19, 0.1, 0.095, 0.0244, 0.085, 0.058, 0.038, 0.86, 1.0)
DARK = (
    *(0.0105, 0.0155, 0.0175, 0.026, 0.036, 0.0556, 0.0795, 0.22, 0.40, 0.44, 0.85),
    *(0.36, 0.45, 0.55, 0.012, 0.004),
)
"""Relative luminance of each shade (WCAG 2.2), 0 black to 1 white."""

FOCUS = {"light": ("#ffffff", "#22201b"), "dark": ("#171614", "#f6f3ec")}


def main() -> None:
    dark = _block("dark", DARK)
    css = (
        "/* Made by colours.py. */\n"
        f"@layer ds.theme.colours {{\n:root {{\n{_block('light', LIGHT)}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n:root {{\n{dark}}}\n}}\n{_meanings()}}}\n"
    )
    (STYLES / "colours.css").write_text(css)


def _block(scheme: str, luminances: tuple[float, ...]) -> str:
    lines = [
        f"--ds-color-{name}-{shade}: {colour(hue, chroma, luminance)};\n"
        for name, (hue, chroma) in HUES.items()
        for shade, luminance in zip(SHADES, luminances, strict=True)
    ]
    inner, outer = FOCUS[scheme]
    focus = f"--ds-color-focus-inner: {inner};\n--ds-color-focus-outer: {outer};\n"
    return f"color-scheme: {scheme};\n{focus}{''.join(lines)}"


def _meanings() -> str:
    """`data-color="brand"`: the design system's names in one of our colours."""
    lines = "".join(f"--ds-color-{shade}: var(--ds-color-brand-{shade});\n" for shade in SHADES)
    return f'[data-color="brand"] {{\n{lines}}}\n'


def colour(hue: float, chroma: float, luminance: float) -> str:
    """The colour of a hue that has this relative luminance, paler towards white and black."""
    strength = chroma * min(1.0, 2.2 * (1 - luminance), 0.25 + 8 * luminance)
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _luminance(_linear(middle, strength, hue)) < luminance else (low, middle)
    return "#" + "".join(f"{round(255 * _encoded(part)):02x}" for part in _linear(low, strength, hue))


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """OKLCH to linear sRGB (Ottosson 2020), cut to what the screen can show."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return min(1.0, max(0.0, red)), min(1.0, max(0.0, green)), min(1.0, max(0.0, blue))


def _luminance(colour: tuple[float, float, float]) -> float:
    red, green, blue = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _encoded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


if __name__ == "__main__":
    main()
