// The reviewers' desk: makes a passkey, and asks it to sign the words that stand on the page.

const coded = (data) => btoa(String.fromCharCode(...new Uint8Array(data)));
const random = (count) => crypto.getRandomValues(new Uint8Array(count));
const algorithms = [-7, -8, -257];

/** Shows one result within a part of the page and hides the others. */
function tell(part, result) {
  for (const one of part.querySelectorAll("[data-result]")) one.hidden = one.dataset.result !== result;
}

async function sign(part) {
  const statement = part.querySelector("[data-statement]").textContent;
  const challenge = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(statement));
  const { response } = await navigator.credentials.get({ publicKey: { challenge, userVerification: "required" } });
  return {
    statement,
    authenticator: coded(response.authenticatorData),
    client: coded(response.clientDataJSON),
    signature: coded(response.signature),
  };
}

async function approve(part, button) {
  let answer;
  button.disabled = true;
  try {
    answer = await sign(part);
  } catch {
    button.disabled = false;
    return tell(part, "stopped");
  }
  try {
    const headers = { "Content-Type": "application/json" };
    const sent = await fetch("/-/review/answer", { method: "POST", headers, body: JSON.stringify(answer) });
    const told = await sent.json();
    for (const code of part.querySelectorAll("[data-file]")) code.textContent = told.file ?? "";
    tell(part, sent.ok ? "done" : told.reason);
    button.disabled = sent.ok;
  } catch {
    button.disabled = false;
    tell(part, "failed");
  }
}

async function register(form) {
  const name = form.elements.holder.value.trim();
  const made = await navigator.credentials.create({
    publicKey: {
      rp: { name: form.dataset.portal },
      user: { id: random(16), name, displayName: name },
      challenge: random(32),
      pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key", alg })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    },
  });
  const line = `webauthn ${coded(made.response.getPublicKey())} ${form.dataset.origin}\n`;
  document.querySelector("[data-key]").textContent = line;
  document.querySelector("[data-holder]").textContent = name;
  document.querySelector("[download]").href = URL.createObjectURL(new Blob([line], { type: "text/plain" }));
}

for (const part of document.querySelectorAll("[data-part]")) {
  const button = part.querySelector("[data-sign]");
  button.addEventListener("click", () => approve(part, button));
}

document.querySelector("[data-register]")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const made = await register(event.target).then(() => "made", () => "stopped");
  tell(document, made);
});
