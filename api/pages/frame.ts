import type { Request } from 'express';
import type { Level } from '../../domain/route';
import { officerOf } from '../../platform/officers';
import type { Language } from '../../platform/store';
import type { Frame } from '../../templates/pages';
import { say } from '../../templates/words';
import type { ApiContext } from '../context';
import { addressWith, queryOf } from './language';

export type Office = Frame['office'] & { readonly officer: string };

/** The standing body of the province, as its rule pack names it: for pages that belong to nobody, and for refusals. */
export function provinceOffice({ pack }: ApiContext): Office {
  const { name, standingBody } = pack.province;
  return {
    council: say('vi', 'site.council', { of: name.vi }),
    body: standingBody.name.vi,
    officer: pack.mail.officer,
    phone: pack.mail.phone,
  };
}

/**
 * Who stands on top of a page: the standing body of the province, or the unit's own council at unit level. For a unit the body of the
 * province is its officer there, who can be called.
 */
export async function officeOf(context: ApiContext, level: Level, unitCode: string | undefined): Promise<Office> {
  const province = provinceOffice(context);
  const code = level === 'unit' ? unitCode : context.pack.province.standingBody.unit;
  const unit = code === undefined ? undefined : await context.store.units.get(code);
  const named = level === 'unit' && unit ? unit.name : undefined;
  const officer = level === 'unit' || unitCode === undefined ? unit?.officer : await officerOf(context.store, unitCode);
  const answering = officer ?? unit?.officer;
  return {
    council: named === undefined ? province.council : say('vi', 'site.council', { of: named }),
    body: named ?? province.body,
    officer: answering?.name ?? province.officer,
    phone: answering?.phone ?? province.phone,
  };
}

/** The frame of a page. Answers to a POST offer no other language: the address would ask for another page. */
export function frameOf(req: Request, office: Office, lang: Language): Frame {
  const { council, body, phone } = office;
  const frame = { office: { council, body, phone } };
  if (req.method === 'POST') return frame;
  const kept = { edit: queryOf(req, 'edit'), code: queryOf(req, 'code') };
  return { ...frame, otherLanguage: addressWith({ ...kept, lang: lang === 'vi' ? 'en' : 'vi' }) };
}
