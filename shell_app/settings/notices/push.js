"use strict";
// Turns push on in this browser, and off again. The page says who asks and what to say; without scripts the list of
// browsers with their buttons still works, for those are forms.
{
  const box = document.getElementById("push");
  const on = box.querySelector("[data-turn=on]");
  const told = box.querySelector("[role=status]");
  const KEPT = "push-device"; // the id of this browser in the list
  const say = (name) => (told.textContent = box.dataset[name]);
  const kept = () => localStorage.getItem(KEPT);
  const rows = [...box.querySelectorAll("[data-device]")];
  const here = rows.find((row) => row.dataset.device === kept());

  const bytes = (text) => {
    const padded = text.replaceAll("-", "+").replaceAll("_", "/") + "=".repeat((4 - (text.length % 4)) % 4);
    return Uint8Array.from(atob(padded), (sign) => sign.charCodeAt(0));
  };

  async function turnOn() {
    if ((await Notification.requestPermission()) !== "granted") return say("denied");
    if (localStorage.getItem("keep-pages") === "no") return say("unkept");
    say("working");
    await self.keepPages(); // the theme's worker, which shows what is sent; see offline.js
    const { pushManager } = await navigator.serviceWorker.ready;
    const given = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(box.dataset.key) });
    const { endpoint, keys } = given.toJSON();
    const form = new URLSearchParams({ endpoint, ...keys, csrf_token: box.dataset.token });
    const answer = await fetch(box.dataset.address, { method: "POST", body: form });
    if (!answer.ok) throw new Error(`the portal answers ${answer.status}`);
    localStorage.setItem(KEPT, (await answer.json()).device);
    location.assign(box.dataset.done);
  }

  async function letGo() {
    localStorage.removeItem(KEPT);
    const found = await (await navigator.serviceWorker.ready).pushManager.getSubscription();
    await found?.unsubscribe();
  }

  if (here) {
    here.querySelector(".here").hidden = false;
    here.querySelector("form").addEventListener("submit", letGo);
  } else if ("serviceWorker" in navigator && "PushManager" in self && "Notification" in self) {
    on.hidden = false;
    on.addEventListener("click", () => turnOn().catch((error) => (console.info("push:", error.message), say("failed"))));
  } else {
    say("unable");
  }
}
