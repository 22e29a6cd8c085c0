"use strict";
// Keeps what somebody writes as a draft whenever they pause, and tells them; and stops a document that is too large
// before it is sent. Without scripts the form's own buttons do the same.
{
  const form = document.querySelector("form[data-draft]");
  const told = form.querySelector("[role=status]");
  const files = form.querySelector("input[type=file]");
  const PAUSE = 3000; // without a key
  const APART = 20000; // between two: each is a row in the log of use
  let kept = contents();
  let last = 0;
  let waiting = 0;
  let sending = false;

  function contents() {
    return ["title", "body"].map((name) => form.elements[name]?.value ?? "").join("\n");
  }

  async function keep() {
    clearTimeout(waiting);
    const now = contents();
    if (sending || now === kept || !now.trim()) return;
    [last, kept] = [Date.now(), now];
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    fields.set("do", "save");
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields, keepalive: now.length < 8000 });
      if (!answer.ok) throw new Error(`the portal answers ${answer.status}`);
      told.textContent = (await answer.json()).told;
    } catch (error) {
      console.info("draft:", error.message);
      kept = "";
      if (!sending) told.textContent = form.dataset.failed;
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, Math.max(PAUSE, last + APART - Date.now()));
  });
  form.addEventListener("submit", () => {
    sending = true;
    clearTimeout(waiting);
  });
  document.addEventListener("visibilitychange", () => document.hidden && keep());

  files?.addEventListener("change", () => {
    const large = [...files.files].find((file) => file.size > Number(files.dataset.largest));
    if (large || files.files.length > Number(files.dataset.most)) {
      told.textContent = large ? files.dataset.large.replace("{name}", large.name) : files.dataset.many;
      files.value = "";
    }
  });
}
