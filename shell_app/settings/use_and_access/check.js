/* Fetches the reader's own log and the published anchors, or takes a file that was kept, and says what proof.js finds. */
import { verify } from "./proof.js";

const AT_A_TIME = 500;
const DAY = 24 * 60 * 60 * 1000;
const place = document.getElementById("check");
const told = document.getElementById("result");
const counted = (number) => number.toLocaleString(document.documentElement.lang);

async function published(log) {
  const numbers = log.anchors.map((anchor) => anchor.number);
  const found = {};
  for (let at = 0; at < numbers.length; at += AT_A_TIME) {
    const address = new URL(place.dataset.anchors, location);
    address.searchParams.set("numbers", numbers.slice(at, at + AT_A_TIME).join());
    const answer = await fetch(address);
    if (!answer.ok) throw new Error("The anchors cannot be fetched.");
    Object.assign(found, await answer.json());
  }
  return found;
}

async function check(read) {
  told.className = "callout note";
  told.textContent = place.dataset.working;
  try {
    const log = await read();
    const findings = await verify(log, await published(log), new Date(Date.now() - place.dataset.days * DAY).toISOString());
    const cut = log.cut?.count ?? 0;
    const covered = (log.anchors.at(-1)?.count ?? cut) - cut;
    const whole = place.dataset.whole.replace("{rows}", counted(log.rows.length)).replace("{covered}", counted(covered));
    const taken = cut ? ` ${place.dataset.cut.replace("{cut}", counted(cut))}` : "";
    const faults = findings.map(({ kind, at }) => place.getAttribute(`data-${kind}`).replace("{at}", counted(at)));
    told.className = findings.length ? "callout caution" : "callout tip";
    told.textContent = findings.length ? `${place.dataset.broken} ${faults.join(" ")}` : whole + taken;
  } catch {
    told.className = "callout warning";
    told.textContent = place.dataset.failed;
  }
}

document.getElementById("check-now").addEventListener("click", () =>
  check(async () => {
    const answer = await fetch(place.dataset.log);
    if (!answer.ok) throw new Error("The log cannot be fetched.");
    return answer.json();
  }),
);
document.getElementById("kept").addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (file) check(async () => JSON.parse(await file.text()));
});
