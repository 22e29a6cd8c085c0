/* What is nicer with scripts; without them every page reads and works as it stands. */
const folded = [...document.querySelectorAll("details.menu, nav.languages details")];

for (const box of folded) {
  const summary = box.querySelector("summary");
  box.addEventListener("toggle", () => {
    if (box.open) for (const other of folded) if (other !== box) other.open = false;
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.open) return;
    box.open = false;
    summary.focus();
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) box.open = false;
  });
}
document.addEventListener("click", (event) => {
  for (const box of folded) if (box.open && !box.contains(event.target)) box.open = false;
});

const does = {
  print: () => window.print(),
  async share(button) {
    const page = { title: document.title, url: document.querySelector("link[rel=canonical]").href };
    if (navigator.share) return navigator.share(page).catch(() => {});
    await navigator.clipboard.writeText(page.url);
    button.parentElement.querySelector("[role=status]").textContent = button.dataset.done;
    button.querySelector("span").textContent = button.dataset.done;
  },
};
for (const button of document.querySelectorAll("button[data-does]")) {
  if (button.dataset.does === "share" && !navigator.share && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", () => does[button.dataset.does](button));
}

/* A search is answered in the browser: what is sought stands after «#», and no server is told. */
const form = document.querySelector("form.search");
if (form?.dataset.suggesting) {
  form.addEventListener("focusin", async () => (await import(form.dataset.suggesting)).attach(form), { once: true });
}
if (form && "here" in form.dataset) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(`${form.action}#${new URLSearchParams(new FormData(form))}`);
  });
}

/* What is folded away is read on paper too. */
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open])")];
  for (const box of opened) box.open = true;
});
addEventListener("afterprint", () => {
  for (const box of opened) box.open = false;
});
