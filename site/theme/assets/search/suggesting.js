// Suggestions while someone types: an editable combobox whose list does not take the focus (WAI-ARIA APG).

import { suggest } from "./finding.js";
import { answered } from "./reading.js";

const PAUSE = 120; // milliseconds without a key

// On a page that the server has answered it suggests too; everywhere else what is typed stays in the browser.
async function titlesFor(typed, { index, suggestions }) {
  if (index) return answered(index, (opened) => suggest(typed, opened));
  const response = await fetch(suggestions + encodeURIComponent(typed));
  if (!response.ok) throw new Error(`${suggestions} answers ${response.status}`);
  return response.json();
}

/** Makes the field of a search form suggest titles. The one chosen is searched for. */
export function attach(form) {
  const [input, list, told] = ["input", "#suggested", "[role=status]"].map((each) => form.querySelector(each));
  let [at, waiting, turn] = [-1, 0, 0];
  const states = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": false, "aria-controls": list.id };
  for (const [name, value] of Object.entries(states)) input.setAttribute(name, value);
  list.setAttribute("role", "listbox"); // without scripts it is none
  list.setAttribute("aria-label", list.dataset.label);

  const options = () => [...list.children];

  function close() {
    clearTimeout(waiting);
    turn++;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    told.textContent = "";
    point(-1);
  }

  // Beyond either end of the list is the field itself.
  function point(to) {
    at = to;
    for (const [place, option] of options().entries()) option.setAttribute("aria-selected", place === at);
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", options()[at].id);
    options()[at]?.scrollIntoView({ block: "nearest" });
  }

  function show(titles) {
    list.replaceChildren(...titles.map(option));
    if (!titles.length) return close();
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    told.textContent = list.dataset.told.replace("[count]", titles.length);
    point(-1);
  }

  function option(title, place) {
    const item = document.createElement("li");
    Object.assign(item, { id: `suggested-${place}`, textContent: title, dir: "auto" });
    item.setAttribute("role", "option");
    item.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    item.addEventListener("click", () => choose(title));
    return item;
  }

  function choose(title) {
    input.value = title;
    close();
    form.requestSubmit();
  }

  async function ask() {
    const [asked, ours] = [input.value, ++turn];
    try {
      const titles = await titlesFor(asked, form.dataset);
      if (ours === turn) show(titles);
    } catch {
      close(); // no network: the field works without
    }
  }

  const moves = {
    ArrowDown: () => point(at + 1 < options().length ? at + 1 : -1),
    ArrowUp: () => point(at < 0 ? options().length - 1 : at - 1),
    Escape: close,
    Enter: () => (at < 0 ? (close(), form.requestSubmit()) : choose(options()[at].textContent)),
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden && event.key === "ArrowDown" && input.value) ask();
    if (list.hidden || event.isComposing || !Object.hasOwn(moves, event.key)) return;
    event.preventDefault();
    moves[event.key]();
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  if (document.activeElement === input && input.value && !location.hash) ask(); // typed while this was on its way
}
