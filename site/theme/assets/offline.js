"use strict";
// Lets the browser keep the pages it shows, unless the reader has said no (see saved.js).
{
  const worker = document.currentScript.dataset.worker;
  const policy = self.trustedTypes?.createPolicy("portal", { createScriptURL: () => worker });

  self.keepPages = async () => {
    await navigator.serviceWorker.register(policy?.createScriptURL("") ?? worker);
    if (navigator.serviceWorker.controller) return;
    const { active } = await navigator.serviceWorker.ready;
    const files = performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname);
    active.postMessage({ keep: [location.pathname, ...files] });
  };

  const mayKeep = () => {
    try {
      return "serviceWorker" in navigator && localStorage.getItem("keep-pages") !== "no";
    } catch {
      return false; // a browser that keeps nothing at all
    }
  };

  // Not before the page is there and the device has nothing else to do: its reader comes first.
  const idle = self.requestIdleCallback ?? setTimeout;
  const begin = () => self.keepPages().catch((error) => console.info("no pages are kept:", error.message));
  if (mayKeep()) addEventListener("load", () => idle(begin));
}
