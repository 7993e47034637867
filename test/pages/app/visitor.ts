import type { Answer, TestSite } from '../site';
import { eventually } from '../../setup/service';

/** A browser without script, behind the proxy that speaks https for the service: it keeps its cookies. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Answer>;
}

let visitors = 0;

/** @param from an address of its own, so that no test is refused for what another one has done */
export function visitor(site: TestSite, from = `10.9.${Math.floor(visitors / 200)}.${(visitors += 1) % 200}`): Visitor {
  const cookies = new Map<string, string>();
  const sent = (headers: Record<string, string>): Record<string, string> => ({
    'x-forwarded-proto': 'https',
    'x-forwarded-for': from,
    'sec-fetch-site': 'same-origin',
    ...(cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
    ...headers,
  });
  const kept = (answer: Answer): Answer => {
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (value === '') cookies.delete(name!);
      else cookies.set(name!, value!);
    }
    return answer;
  };
  return {
    cookies,
    get: async (path, headers = {}) => kept(await site.get(path, sent(headers))),
    post: async (path, fields, headers = {}) => kept(await site.post(path, fields, sent(headers))),
  };
}

export const whereTo = ({ status, headers }: Answer): string => `${status} ${headers.get('location') ?? ''}`;

/** The digits in the newest mail with a code, once there are so many of them. */
export async function mailedCode(site: TestSite, address: string, nth = 1): Promise<string> {
  const about = () => site.service.mails.to(address).filter((m) => m.messageId?.startsWith('<sign-in-code.'));
  const mails = await eventually(
    () => Promise.resolve(about()),
    (found) => found.length >= nth,
  );
  const digits = mails.map(({ text }) => /\b\d{6}\b/.exec(text ?? '')?.[0]);
  return digits[nth - 1]!;
}

/** Other digits than these. */
export const otherThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
