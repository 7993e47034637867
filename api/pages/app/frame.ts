import type { Request, Response } from 'express';
import { grantId, type Grant } from '../../../domain/accounts';
import {
  isDaily,
  renderPage,
  type AppFrame,
  type InApp,
  type Place,
  type PageData,
  type PageName,
} from '../../../templates/pages';
import type { ApiContext } from '../../context';
import { officeOf } from '../frame';
import { answerPage } from './held';
import type { SignedIn } from './page';

/** Pages that stand in the frame. */
export type AppPageName = { [N in PageName]: PageData[N] extends InApp ? N : never }[PageName];

/** Shows a page in the frame of whoever is signed in. */
export async function showApp<N extends AppPageName>(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  name: N,
  data: Omit<PageData[N], 'frame'>,
  status = 200,
): Promise<void> {
  const page = { ...data, frame: await frameFor(context, req, signed) } as unknown as PageData[N];
  const { lang } = signed;
  await answerPage(context, req, res, signed, { status, lang, html: renderPage(name, lang, page) });
}

/** What stands around a page of whoever is signed in. */
export async function frameFor(context: ApiContext, req: Request, signed: SignedIn): Promise<AppFrame> {
  const { account, grant, grants, entries } = signed;
  const province = await officeOf(context, 'province', grant.unit);
  const names = await unitNames(context, grants);
  const path = req.originalUrl.split('?')[0]!;
  return {
    agency: grant.unit === undefined ? province.body : (names.get(grant.unit) ?? grant.unit),
    person: account.name,
    role: grant.role,
    as: grantId(grant),
    entries: entries.map((one) => ({ ...one, current: isAt(path, one.href), daily: isDaily(one.entry) })),
    ...(grants.length > 1 ? { places: placesOf(grants, names, grant) } : {}),
    officer: { body: province.body, name: province.officer, phone: province.phone },
    here: req.method === 'POST' ? path : req.originalUrl,
  };
}

const isAt = (path: string, href: string): boolean => path === href || (href !== '/app' && path.startsWith(`${href}/`));

/** The names of the units of grants. */
export async function unitNames({ store }: ApiContext, grants: readonly Grant[]): Promise<ReadonlyMap<string, string>> {
  const units = await store.units.many(grants.flatMap(({ unit }) => unit ?? []));
  return new Map([...units].map(([code, { name }]) => [code, name]));
}

/** What somebody may be, with the one that he is. */
export const placesOf = (grants: readonly Grant[], names: ReadonlyMap<string, string>, now?: Grant): Place[] =>
  grants.map((grant) => ({
    id: grantId(grant),
    role: grant.role,
    ...(grant.unit === undefined ? {} : { unit: names.get(grant.unit) ?? grant.unit }),
    current: now !== undefined && grantId(now) === grantId(grant),
  }));
