// Reads the names of HTML files from standard input, and writes what is wrong in them as JSON.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import rules from "../html-validate.mjs";

const require = createRequire(new URL("../package.json", import.meta.url));
const { HtmlValidate, StaticConfigLoader } = require("html-validate");

const validator = new HtmlValidate(new StaticConfigLoader(rules));
const faults = [];
for (const file of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const report = await validator.validateString(readFileSync(file, "utf8"), file);
  for (const { messages } of report.results) {
    for (const { line, column, ruleId, message } of messages) {
      faults.push(`${file}:${line}:${column}: ${message}  [${ruleId}]`);
    }
  }
}
console.log(JSON.stringify(faults));
