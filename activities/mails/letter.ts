import { createHash } from 'node:crypto';
import type { Award } from '../../domain/award';
import { Problem } from '../../domain/errors';
import type { Level } from '../../domain/route';
import { officerOf } from '../../platform/officers';
import type { Language, NominationRecord, SessionLine } from '../../platform/store';
import {
  asTest,
  formed,
  sayMail,
  type Kind,
  type MailData,
  type MailName,
  type Office,
  type RenderedMail,
} from '../../templates/mail';
import { say } from '../../templates/words';
import type { MailContext } from '../context';

/** A mail before it is rendered: to whom, in which language, from which data. */
export type Letter = {
  readonly [N in MailName]: {
    readonly name: N;
    readonly key: string;
    readonly to: string;
    readonly lang: Language;
    readonly data: MailData[N];
    /** Session, proposal or unit proposal. */
    readonly entity: string;
    readonly person?: string;
    /** The unit whose own office sees it among the mails. */
    readonly unit?: string;
  };
}[MailName];

/** A letter as it goes out, with what the agency that signs it says in its own words. */
export async function renderLetter(
  { store }: Pick<MailContext, 'store'>,
  { name, lang, data }: Pick<Letter, 'name' | 'lang' | 'data'>,
  test = false,
): Promise<RenderedMail> {
  const own = await store.mailTexts.inForce({ kind: name, lang, unit: data.office.agency });
  const said = sayMail(name, lang, data, own);
  return formed(lang, test ? asTest(lang, said) : said);
}

/** Stands for whoever reads, in keys of the records: no address goes into them. */
export const readerRef = (address: string): string =>
  createHash('sha256').update(address).digest('base64url').slice(0, 16);

/** The unit of what a mail is about; absent at the province. */
export const ofUnit = (unit: string | undefined): { readonly unit?: string } =>
  unit === undefined || unit === '' ? {} : { unit };

/** Who signs at a level: the standing body of the province, or the unit's own council. */
export async function officeOf({ store, pack }: MailContext, level: Level, unitCode: string): Promise<Office> {
  const { name: province, standingBody } = pack.province;
  const code = level === 'unit' ? unitCode : standingBody.unit;
  const unit = await store.units.get(code);
  return {
    ...(level === 'unit' ? { agency: unitCode } : {}),
    council: say('vi', 'site.council', { of: level === 'unit' ? (unit?.name ?? code) : province.vi }),
    body: level === 'unit' ? (unit?.name ?? code) : standingBody.name.vi,
    officer: unit?.officer?.name ?? pack.mail.officer,
    phone: unit?.officer?.phone ?? pack.mail.phone,
  };
}

/** Who signs to a unit: at the province its own officer there, who can be called; else as to everybody. */
export async function officeTowards(context: MailContext, level: Level, unitCode: string): Promise<Office> {
  const office = await officeOf(context, level, unitCode);
  if (level === 'unit') return office;
  const officer = await officerOf(context.store, unitCode);
  return officer ? { ...office, officer: officer.name, phone: officer.phone } : office;
}

/** Address of the office at a level; undefined when none is on file. */
export async function officeAddressOf(
  { store, pack }: MailContext,
  level: Level,
  unitCode: string,
): Promise<string | undefined> {
  const unit = await store.units.get(level === 'unit' ? unitCode : pack.province.standingBody.unit);
  return unit?.officer?.email ?? unit?.email;
}

/** The same where a mail has nowhere else to go. @throws Problem MAIL_REFUSED when none is on file */
export async function officeAddress(context: MailContext, level: Level, unitCode: string): Promise<string> {
  const address = await officeAddressOf(context, level, unitCode);
  if (address === undefined) throw noAddress(unitCode);
  return address;
}

/** At which level a line is worked on; where it ended, the level that ended it. */
export function levelOf(nomination: NominationRecord): Level {
  const stage = nomination.line?.route[nomination.line.at]?.[0] ?? nomination.line?.route[0]?.[0];
  if (stage && 'level' in stage) return stage.level;
  const provincial = nomination.line?.route.some((step) => step.some((s) => 'level' in s && s.level === 'province'));
  return provincial === false ? 'unit' : 'province';
}

/** How many of which award, in ceremony order. */
export function kindsOf(catalogue: readonly Award[], awards: readonly string[], lang: Language): Kind[] {
  const counts = new Map<string, number>();
  for (const code of awards) counts.set(code, (counts.get(code) ?? 0) + 1);
  return catalogue
    .filter((a, i) => counts.has(a.code) && catalogue.findIndex((b) => b.code === a.code) === i)
    .sort((a, b) => a.rank - b.rank)
    .map((a) => ({ award: a.name[lang], n: counts.get(a.code) ?? 0 }));
}

export const awardName = (catalogue: readonly Award[], code: string, lang: Language): string =>
  catalogue.find((a) => a.code === code)?.name[lang] ?? code;

/** A mail without an address can never be sent: the office must see it at once. */
export const noAddress = (whom: string): Problem =>
  new Problem('MAIL_REFUSED', `no address on file for ${whom}`, { reply: say('vi', 'kept.noAddress') });

/** The lines on which a member votes. */
export const sheetOf = (lines: readonly SessionLine[], person: string): readonly SessionLine[] =>
  lines.filter((l) => !l.recused.includes(person));
