import { liveGrants, mailOf } from '../../../domain/accounts';
import { Problem } from '../../../domain/errors';
import { isOwnText, mailTextParts, noMailText, wrongMailText, type MailText } from '../../../domain/mailText';
import { accountIn } from '../../../domain/ids';
import { has, type Right } from '../../../domain/roles';
import { dayOf } from '../../../domain/time';
import { cleaned } from '../../../domain/words';
import { updateId } from '../../../platform/temporal/ask';
import type { Inserted, Language, MailTextRecord } from '../../../platform/store';
import {
  mailNames,
  mayBeSaidOtherwise,
  placeholdersOf,
  sayMail,
  type MailName,
  type SaidMail,
} from '../../../templates/mail';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { mailToAccount } from '../accounts/letters';
import { defined, mustHave, shortId } from '../shared';
import { mustSeeMailsAbout } from './about';

/** What the agency of a caller says in its mails in its own words: the province's, or a unit's at its own level. */

/** Which mail, in which language. */
export interface MailTextAsked {
  readonly caller: Caller;
  readonly kind: MailName;
  readonly lang: Language;
}

/** A mail with the agency's own words. */
export interface MailTextView {
  readonly kind: MailName;
  readonly lang: Language;
  /** Whether there may be own words at all. */
  readonly changeable: boolean;
  readonly current: MailText & { readonly version: number };
  /** Oldest first. */
  readonly versions: readonly MailTextRecord[];
}

const scopeOf = ({ caller, kind, lang }: MailTextAsked) => ({ kind, lang, ...defined({ unit: caller.unit }) });

/** All mails with the last version of the agency's words, by language. @throws Problem FORBIDDEN */
export async function listMailTexts(
  context: ApiContext,
  { caller }: { readonly caller: Caller },
): Promise<readonly { readonly kind: MailName; readonly of: ReadonlyMap<string, MailTextRecord> }[]> {
  mustHave(caller, 'readMails');
  const all = await context.store.mailTexts.all(caller.unit);
  return mailNames.map((kind) => ({
    kind,
    of: new Map(all.filter((one) => one.kind === kind).map((one) => [one.lang, one])),
  }));
}

/** @throws Problem FORBIDDEN */
export async function viewMailText(context: ApiContext, asked: MailTextAsked): Promise<MailTextView> {
  mustHave(asked.caller, 'readMails');
  const { kind, lang } = asked;
  const versions = await context.store.mailTexts.versions(scopeOf(asked));
  const { subject, opening, closing, version } = versions.at(-1) ?? { ...noMailText, version: 0 };
  return {
    kind,
    lang,
    changeable: mayBeSaidOtherwise(kind),
    current: { subject, opening, closing, version },
    versions,
  };
}

/** The words in one form. @throws Problem VALIDATION with what is wrong, part by part */
export function meantText(kind: MailName, typed: MailText): MailText {
  const text = Object.fromEntries(mailTextParts.map((part) => [part, cleaned(typed[part])])) as unknown as MailText;
  const faults = wrongMailText(text, placeholdersOf(kind));
  if (faults.length > 0) throw invalid(...faults);
  return text;
}

/**
 * The agency's words from now on. @throws Problem FORBIDDEN, ACTION_NOT_ALLOWED for a mail that is the service's alone, VALIDATION,
 * STATE_CHANGED when somebody has changed it meanwhile
 */
export async function writeMailText(
  context: ApiContext,
  asked: MailTextAsked & { readonly text: MailText; readonly expects: number; readonly submission: string },
): Promise<Inserted<MailTextRecord>> {
  mustWrite(asked);
  const text = meantText(asked.kind, asked.text);
  if (!isOwnText(text)) {
    throw invalid({ field: 'subject', ...refused('mail.empty') });
  }
  return await add(context, asked, text);
}

/** Puts a version back; 0 is what comes with the service. @throws Problem FORBIDDEN, NOT_FOUND, STATE_CHANGED */
export async function putBackMailText(
  context: ApiContext,
  asked: MailTextAsked & { readonly version: number; readonly expects: number; readonly submission: string },
): Promise<Inserted<MailTextRecord>> {
  mustWrite(asked);
  const { version } = asked;
  const before = version === 0 ? noMailText : await context.store.mailTexts.need(scopeOf(asked), version);
  const { subject, opening, closing } = before;
  // its placeholders may be gone since
  return await add(context, asked, meantText(asked.kind, { subject, opening, closing }), version);
}

async function add(
  context: ApiContext,
  asked: MailTextAsked & { readonly expects: number; readonly submission: string },
  text: MailText,
  putBack?: number,
): Promise<Inserted<MailTextRecord>> {
  const { caller, expects, submission } = asked;
  const version = { ...text, ...defined({ putBack }), wish: updateId(caller.actor, submission) };
  return await context.store.mailTexts.add(scopeOf(asked), version, expects, {
    actor: caller.actor,
    now: context.clock.now(),
  });
}

/** @throws Problem FORBIDDEN, ACTION_NOT_ALLOWED */
function mustWrite({ caller, kind }: MailTextAsked): void {
  mustHave(caller, 'writeTemplates');
  if (!mayBeSaidOtherwise(kind)) throw new Problem('ACTION_NOT_ALLOWED', `${kind} is the service's`);
}

/** Mails about what not everybody may know who reads mails. */
const narrower: { readonly [N in MailName]?: Right } = {
  'case-notice': 'readCases',
  'return-reminder': 'readCases',
  'return-overdue': 'readCases',
  'account-invitation': 'manageAccounts',
};

/** Whether mails of this kind may be looked at on a real case. */
export const mayPreview = (caller: Caller, kind: MailName): boolean => has(caller, narrower[kind] ?? 'readMails');

/**
 * A mail of a real case as it would go out, with the agency's words or with others. Nothing is sent, no link in it opens anything.
 * @throws Problem FORBIDDEN, VALIDATION for a case that has no such mail, or one that another agency signs
 */
export async function previewMailText(
  context: ApiContext,
  { of, text, ...asked }: MailTextAsked & { readonly of: string; readonly text?: MailText },
): Promise<SaidMail> {
  const { caller, kind, lang } = asked;
  mustHave(caller, narrower[kind] ?? 'readMails');
  // what is wrong with the words is told before the case is looked for
  const meant = text && meantText(kind, text);
  const example = await exampleOf(context, { caller, kind, of: cleaned(of) });
  const own = meant ?? (await context.store.mailTexts.inForce(scopeOf(asked)));
  return sayMail(example.name, lang, example.data, own);
}

async function exampleOf(
  context: ApiContext,
  { caller, kind, of }: Omit<MailTextAsked, 'lang'> & { readonly of: string },
) {
  const example = await found();
  if (!example) throw noSuchCase;
  const unit = example.data.office.agency;
  if (unit !== caller.unit) {
    throw invalid({ field: 'of', ...refused('mail.ofOther') });
  }
  return example;

  async function found() {
    if (of === '') return undefined;
    try {
      // what is outside the caller's unit does not exist for him, whatever mail it has
      const sent = (await context.store.nominations.get(of))?.unitProposal;
      await mustSeeMailsAbout(context, caller, sent ?? of);
      return await context.previewMail({ name: kind, of, now: context.clock.now() });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'MAIL_REFUSED') throw nobodyToWriteTo;
      if (error.code === 'NOT_FOUND') return undefined;
      throw error;
    }
  }
}

const noSuchCase = invalid({ field: 'of', ...refused('mail.noCase') });
const nobodyToWriteTo = invalid({ field: 'of', ...refused('mail.noAddress') });

/** Cases on the page. */
const RECENT = 5;

/** What a mail was last sent about; a unit's own people name their cases themselves. */
export async function recentCases(context: ApiContext, { caller, kind }: MailTextAsked): Promise<readonly string[]> {
  if (caller.unit !== undefined || !mayPreview(caller, kind)) return [];
  const { items } = await context.store.sentMails.list({ mail: kind }, { limit: 50 });
  const recent = [...new Set(items.map(({ entity }) => entity))].slice(0, RECENT);
  if (kind !== 'account-invitation') return recent;
  const accounts = await Promise.all(recent.map((entity) => context.store.accounts.get(accountIn(entity))));
  return accounts.flatMap((account) => account?.mail ?? []);
}

/** Test mails of one person on one day. */
const TESTS_A_DAY = 20;

/**
 * The account of who uses a key: somebody of the same agency who may read these mails himself.
 * @throws Problem FORBIDDEN, VALIDATION in one way for everybody else
 */
export async function testReader(
  { store, clock }: ApiContext,
  { caller, kind, to }: MailTextAsked & { readonly to: string },
): Promise<string> {
  const right = narrower[kind] ?? 'readMails';
  mustHave(caller, right);
  const account = await store.accounts.byMail(mailOf(to));
  const grants = account ? liveGrants(account, dayOf(clock.now())) : [];
  if (account && grants.some((grant) => grant.unit === caller.unit && has(grant, right))) return account._id;
  throw invalid({ field: 'to', ...refused('mail.testRecipient') });
}

/**
 * Sends a mail of a real case to whoever has signed in, marked as a test, in the words that are in force. Its link opens nothing. The
 * same submission again is the same mail.
 * @throws Problem as a preview does; TOO_MANY_REQUESTS, ENGINE_BUSY
 */
export async function sendTestMail(
  context: ApiContext,
  asked: MailTextAsked & { readonly of: string; readonly account: string; readonly submission: string },
): Promise<void> {
  const { caller, kind, lang, account, submission } = asked;
  mustHave(caller, narrower[kind] ?? 'readMails');
  const of = cleaned(asked.of);
  const { entity } = await exampleOf(context, { caller, kind, of });
  const { store, clock } = context;
  const key = `mail-test.${account}.${shortId(submission)}`;
  if (!(await store.sentMails.holdPlace(account, 'mail-test', dayOf(clock.now()), TESTS_A_DAY, key))) {
    throw new Problem('TOO_MANY_REQUESTS', 'test mails');
  }
  // no address may stand in what the engine keeps: an account goes by its id
  const about = kind === 'account-invitation' ? accountIn(entity) : of;
  await mailToAccount(context, { order: { mail: 'mailTest', account, kind, lang, of: about }, key });
}
