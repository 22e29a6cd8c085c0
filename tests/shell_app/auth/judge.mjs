// An identity provider that others wrote and certified, as the judge of our client. It demands all that ID-porten does.
// Argument: JSON with the port, the client's public key and its addresses. Everybody is Liten Danser.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const given = JSON.parse(process.argv[2]);
const issuer = `http://127.0.0.1:${given.port}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: given.client_id,
    token_endpoint_auth_method: "private_key_jwt",
    jwks: { keys: [given.key] },
    redirect_uris: [given.callback],
    post_logout_redirect_uris: [given.goodbye],
    backchannel_logout_uri: given.logout_door,
    backchannel_logout_session_required: true,
    grant_types: ["authorization_code"],
    response_types: ["code"],
    require_pushed_authorization_requests: true,
  }],
  acrValues: ["idporten-loa-high"],
  claims: { openid: ["sub", "pid"], acr: null, sid: null },
  conformIdTokenClaims: false,
  clientAuthMethods: ["private_key_jwt"],
  cookies: { keys: ["for tests only"] },
  features: {
    devInteractions: { enabled: false },
    pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context, form) => { context.body = form; },
    },
  },
  // It calls nobody on its own machine, where this test has us.
  fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
  pkce: { required: () => true, methods: ["S256"] },
  interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (context, sub) => ({ accountId: sub, claims: () => ({ sub, pid: given.pid }) }),
  loadExistingGrant: async (context) => {
    const grant = new provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
});
provider.use(async (context, next) => {
  if (!context.path.startsWith("/interaction/")) return next();
  const result = { login: { accountId: "liten", acr: "idporten-loa-high", amr: ["BankID"] } };
  context.respond = false;
  await provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: false });
});
provider.on("server_error", (context, error) => console.error("server_error", error));
for (const event of ["pushed_authorization_request.error", "grant.error", "authorization.error", "backchannel.error"]) {
  provider.on(event, (context, error) => console.error(event, error.message, error.error_description, error.error_detail));
}
createServer(provider.callback()).listen(given.port, "127.0.0.1", () => console.log("ready"));
