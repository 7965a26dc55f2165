// A certified OpenID provider on a free port of this machine, with people whom the test names.
//
//   node server.mjs '{"redirect": "…", "people": {"eva": {"email": "…", "email_verified": true}}}'
//
// It prints its issuer on one line and lives until its standard input ends.
import http from "node:http";

import Provider from "oidc-provider";

const { redirect, people } = JSON.parse(process.argv[2]);

const server = http.createServer();
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "hovorna",
      client_secret: "a secret of & the two",
      redirect_uris: [redirect],
      grant_types: ["authorization_code"],
      response_types: ["code"],
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  // The library's own pages for development: a form for the name, and one for consent.
  features: { devInteractions: { enabled: true } },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  findAccount: (_, id) =>
    people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
});
server.on("request", provider.callback());

console.log(issuer);
process.stdin.on("end", () => process.exit(0)).resume();
