import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CustomFetch } from 'openid-client';
import type { AgencyConfig } from '../../platform/config';

/** An OpenID provider that signs in whoever it is told to, and vouches for his address or does not. */
export interface TestProvider {
  readonly config: AgencyConfig;
  /** Who is at its keyboard now. */
  person: { readonly mail: string; readonly verified: boolean };
  /** Reaches it where it really stands, as the proxy in front of it would. */
  readonly ask: CustomFetch;
  close(): Promise<void>;
}

/** A real provider (oidc-provider). @param back where its client may be sent back to */
export async function testProvider(back: string): Promise<TestProvider> {
  const { default: Provider } = await import('oidc-provider');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = 'https://login.tinh-d.example';
  const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-host': new URL(issuer).host };
  const config = { issuer, clientId: 'vinh-danh', clientSecret: 'only-for-tests'.repeat(3), name: 'Cổng của tỉnh' };
  const people = new Map<string, TestProvider['person']>();
  const provider = new Provider(issuer, {
    clients: [{ client_id: config.clientId, client_secret: config.clientSecret, redirect_uris: [back] }],
    claims: { email: ['email', 'email_verified'] },
    cookies: { keys: ['only for tests'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: people.get(id)!.mail, email_verified: people.get(id)!.verified }),
    }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  provider.proxy = true;
  const answer = provider.callback();
  const made: TestProvider = {
    config,
    ask: (url, init) =>
      fetch(url.replace(issuer, local), { ...init, headers: { ...init.headers, ...proxied } } as RequestInit),
    person: { mail: '', verified: true },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('request', (req, res) => {
    if (!req.url?.startsWith('/interaction/')) {
      void answer(req, res);
      return;
    }
    const accountId = `person-${people.size + 1}`;
    people.set(accountId, made.person);
    void provider.interactionFinished(req, res, { login: { accountId } });
  });
  return made;
}
