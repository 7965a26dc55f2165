// A certified OpenID client that logs somebody in at the server under test.
//
//   node relying-party.mjs '{"issuer": "…", "clientId": "…", "redirect": "…"}'
//
// It prints the address to send the person to, reads the address that they came back to, and prints what it learnt.
import readline from "node:readline/promises";

import * as client from "openid-client";

const { issuer, clientId, redirect } = JSON.parse(process.argv[2]);

const lines = readline.createInterface({ input: process.stdin });
const plain = { execute: [client.allowInsecureRequests] };
const config = await client.discovery(new URL(issuer), clientId, undefined, client.None(), plain);

const pkceCodeVerifier = client.randomPKCECodeVerifier();
const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
const address = client.buildAuthorizationUrl(config, {
  redirect_uri: redirect,
  scope: "openid profile mluviiPublicApi",
  code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
  code_challenge_method: "S256",
  state: expectedState,
  nonce: expectedNonce,
});
console.log(address.href);

const { value: back } = await lines[Symbol.asyncIterator]().next();
// The signature of the id token is checked too, which the standard lets a client leave to TLS.
client.enableNonRepudiationChecks(config);
const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
const tokens = await client.authorizationCodeGrant(config, new URL(back), checks);
const claims = tokens.claims();
const person = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
const fresh = await client.refreshTokenGrant(config, tokens.refresh_token);
await client.tokenRevocation(config, fresh.refresh_token);
const after = await client.refreshTokenGrant(config, fresh.refresh_token).catch((error) => error);
const leaving = client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token });

console.log(
  JSON.stringify({
    claims,
    person,
    refreshed: fresh.claims().sub,
    expiresIn: fresh.expiresIn(),
    afterRevocation: after.error,
    leaving: leaving.origin + leaving.pathname,
  }),
);
lines.close();
