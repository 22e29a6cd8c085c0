"use strict";
// The page about reading without network: keeps the most important pages, lists what is kept, removes it.
{
  const box = document.getElementById("saved");
  const told = document.getElementById("saved-told");
  const list = document.getElementById("saved-list");
  const keepButton = document.getElementById("saved-keep");
  const removeButton = document.getElementById("saved-remove");

  function tell(sentence, values = {}) {
    told.textContent = told.dataset[sentence].replace(/\[(\w+)\]/g, (_, name) => values[name]);
  }

  async function keptPages() {
    const found = new Map();
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const kept = await cache.match(request);
        if (kept.headers.get("Content-Type")?.startsWith("text/html")) found.set(new URL(request.url).pathname, kept);
      }
    }
    found.delete(location.pathname);
    return found;
  }

  function readable(text) {
    const signs = { lt: "<", gt: ">", amp: "&", "#34": '"', "#39": "'" };
    return text.replace(/&(lt|gt|amp|#34|#39);/g, (_, name) => signs[name]);
  }

  async function entry([path, kept]) {
    const html = await kept.text();
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = path;
    link.textContent = readable(/<title>([^<]*)/.exec(html)?.[1] ?? path);
    [, link.lang, link.dir] = /<html lang="([^"]*)" dir="([^"]*)"/.exec(html) ?? ["", "", ""];
    item.append(link);
    return item;
  }

  async function showKept() {
    const items = await Promise.all([...(await keptPages())].map(entry));
    list.replaceChildren(...items);
    removeButton.hidden = document.getElementById("saved-kept").hidden = items.length === 0;
  }

  async function keep() {
    localStorage.removeItem("keep-pages");
    keepButton.disabled = true;
    await self.keepPages();
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = async ({ data }) => {
      if (data.of) tell("keeping", data);
      else tell(data.finished ? "finished" : "failed");
      keepButton.disabled = Boolean(data.of);
      if (!data.of) await showKept();
    };
    active.postMessage({ choose: document.documentElement.lang }, [port2]);
  }

  async function remove() {
    localStorage.setItem("keep-pages", "no");
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
    await showKept();
    tell("removed");
  }

  if ("serviceWorker" in navigator && "caches" in self) {
    box.hidden = false;
    keepButton.addEventListener("click", () => keep().catch(() => tell("failed")));
    removeButton.addEventListener("click", remove);
    showKept();
  }
}
