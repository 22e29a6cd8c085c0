// What valid HTML means here: all that the validator knows of standards, documents and access.

const digits = [..."0123456789"];
const pairs = digits.flatMap((one) => digits.map((other) => [one, other]));

export default {
  root: true,
  extends: [
    "html-validate:standard",
    "html-validate:recommended",
    "html-validate:document",
    "html-validate:a11y",
  ],
  rules: {
    // How long a title may be is the editors' to say: a page whose title is cut off tells its readers less.
    "long-title": "off",
    // Our style sheets lie beside the pages, under a name made of their digest; only another host's could be swapped.
    "require-sri": ["error", { target: "crossorigin" }],
    // White space at the end of a line says nothing in HTML, and in code it is the author's.
    "no-trailing-whitespace": "off",
    // A number must not be broken over two lines, but «Ring 22 59 13 00» may be after its first word; the validator
    // takes no patterns, so each pair of digits is spelt out. After a hyphen within a number no line is broken.
    "tel-non-breaking": [
      "error",
      {
        characters: pairs.map(([one, other]) => ({
          pattern: `${one} ${other}`,
          replacement: `${one}&nbsp;${other}`,
          description: "non-breaking space",
        })),
      },
    ],
  },
};
