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
    // Our style sheets lie beside the pages, under a name made of their digest; only another host's could be swapped.
    "require-sri": ["error", { target: "crossorigin" }],
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
