// Reads FHIR resources as a JSON list from standard input, and writes what R4's own definitions find wrong in them.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../package.json", import.meta.url));
const { Fhir } = require("fhir");

const validator = new Fhir();
const faults = [];
for (const [place, resource] of JSON.parse(readFileSync(0, "utf8")).entries()) {
  for (const { location, severity, message } of validator.validate(resource, { errorOnUnexpected: true }).messages) {
    if (severity === "error" || severity === "fatal") faults.push(`${place} ${location}: ${message}`);
  }
}
console.log(JSON.stringify(faults));
