import type { Configuration, CustomFetch } from 'openid-client';
import type { AgencyConfig } from './config';

/** What is kept between leaving for the agency's sign-in and coming back. */
export interface AgencyTrip {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Sign-in by an OpenID provider of the agency (authorization code, PKCE). */
export interface AgencySignIn {
  /** How people know it. */
  readonly name: string;
  /** Where to send somebody, and what to keep until he comes back. @throws when the provider does not answer */
  leave(): Promise<{ readonly url: string; readonly trip: AgencyTrip }>;
  /**
   * The address of who has come back, when the provider says that it is his.
   * @param query of the address that he has come back to
   * @throws when it is not the answer to this trip, or the provider does not answer
   */
  comeBack(query: string, trip: AgencyTrip): Promise<string | undefined>;
}

/** The path that the provider sends people back to; registered with it. */
export const AGENCY_BACK = '/sign-in/agency/back';

/**
 * @param publicUrl the address of the service, to which people come back
 * @param ask how the provider is reached, when it stands elsewhere than its address says
 */
export function createAgencySignIn(
  { issuer, clientId, clientSecret, name }: AgencyConfig,
  publicUrl: string,
  ask?: CustomFetch,
): AgencySignIn {
  const back = `${publicUrl}${AGENCY_BACK}`;
  let found: Promise<Configuration> | undefined;
  /** Asked for once, and again after it has failed. */
  const provider = async (): Promise<Configuration> => {
    found ??= discover();
    try {
      return await found;
    } catch (error) {
      found = undefined;
      throw error;
    }
  };
  const discover = async (): Promise<Configuration> => {
    const { customFetch, discovery } = await import('openid-client');
    return await discovery(new URL(issuer), clientId, clientSecret, undefined, ask ? { [customFetch]: ask } : {});
  };

  return {
    name,
    async leave() {
      const client = await import('openid-client');
      const verifier = client.randomPKCECodeVerifier();
      const trip = { state: client.randomState(), nonce: client.randomNonce(), verifier };
      const url = client.buildAuthorizationUrl(await provider(), {
        redirect_uri: back,
        scope: 'openid email',
        state: trip.state,
        nonce: trip.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, trip };
    },
    async comeBack(query, { state, nonce, verifier }) {
      const client = await import('openid-client');
      const config = await provider();
      const tokens = await client.authorizationCodeGrant(config, new URL(`${back}${query}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const said =
        claims['email'] === undefined ? await client.fetchUserInfo(config, tokens.access_token, claims.sub) : claims;
      return said['email_verified'] === true && typeof said['email'] === 'string' ? said['email'] : undefined;
    },
  };
}
