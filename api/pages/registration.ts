import type { Request, RequestHandler, Response, Router } from 'express';
import { waitingAmendment, type Amendment } from '../../domain/campaign/amendment';
import { takesAmendments, takesRegistrations } from '../../domain/campaign/state';
import { Problem, problems } from '../../domain/errors';
import { dayOf, type Day } from '../../domain/time';
import { headOf, headSigning, unitNow } from '../../platform/participants';
import type { CampaignRecord, Language, LinkRecord, PersonRecord, RegistrationRecord } from '../../platform/store';
import { renderPage, type PageData } from '../../templates/pages';
import { sendBackRegistrations, signRegistrations, type Seen } from '../commands/campaigns/signing';
import type { ApiContext } from '../context';
import { sendPage } from './answer';
import { linkPage } from './door';
import { differenceLines } from './difference';
import { fieldsIn, sheetForm, submissionFor, submissionIn, wordsIn, type Fields } from './forms';
import { frameOf, officeOf, type Office } from './frame';
import { addressWith, askedLanguage, languageOf } from './language';
import { awardName } from './nominee';
import { isBusy, rememberLanguage } from './problem';

/** What the head can sign now: a registration, or the amendment of one. */
interface Waiting {
  readonly record: RegistrationRecord;
  readonly amendment?: Amendment;
}

/** Everything that the page of a head is made of, read once a request. */
interface HeadCase {
  readonly link: LinkRecord;
  readonly campaign: CampaignRecord;
  readonly unit: { readonly code: string; readonly name: string };
  readonly person: PersonRecord;
  readonly office: Office;
  readonly lang: Language;
  readonly waiting: readonly Waiting[];
  /** Until when it can be signed. */
  readonly due: Day;
  /** How much waits and can be signed no more. */
  readonly late: number;
  readonly closed: 'closed' | 'amendingClosed';
}

/** A posted answer, complete or not. */
interface Answer {
  readonly step: 'review' | 'edit' | 'send';
  readonly submission: string;
  readonly answer?: 'sign' | 'sendBack';
  readonly reason: string;
  /** What the page has shown, as it was then. */
  readonly seen: readonly Seen[];
}

const MOST_REASON = 2_000;
const CLOSED: readonly string[] = ['REGISTRATION_CLOSED', 'AMENDING_CLOSED'];

/**
 * Registrations before the head of a unit: signed or sent back as a whole, after a read-back. What was taken back or added
 * meanwhile is shown anew; what comes after the last day is told so.
 */
export function registrationPages(router: Router, context: ApiContext, limits: readonly RequestHandler[]): void {
  linkPage(router, context, limits, { purpose: 'registration', path: '/g/:token', show, post, form: sheetForm });

  async function show(req: Request, res: Response, link: LinkRecord): Promise<void> {
    const of = await opened(req, res, link);
    if (!showEnd(req, res, of, 200)) showForm(req, res, of, 200);
  }

  async function post(req: Request, res: Response, link: LinkRecord): Promise<void> {
    const of = await opened(req, res, link);
    const said = answerIn(fieldsIn(req));
    const missing = [
      ...(said.answer === undefined ? (['answer'] as const) : []),
      ...(said.answer === 'sendBack' && said.reason === '' ? (['reason'] as const) : []),
      ...(said.answer === 'sendBack' && said.reason.length > MOST_REASON ? (['reasonLong'] as const) : []),
    ];
    // an answer that is sent again finds its receipt, also when nothing waits any more
    if (said.step === 'send' && missing.length === 0 && said.seen.length > 0) return send(req, res, of, said);
    if (showEnd(req, res, of, problems.ACTION_NOT_ALLOWED.http)) return;
    const changed = said.seen.length > 0 && !isSeen(of, said);
    if (said.step === 'edit') return showForm(req, res, of, 200, { ...said, missing: [], changed });
    if (missing.length > 0 || changed) return showForm(req, res, of, 400, { ...said, missing, changed });
    page(req, res, of, 200, { ...said, step: 'review' });
  }

  async function send(req: Request, res: Response, of: HeadCase, said: Answer): Promise<void> {
    const { campaign, unit, person, link } = of;
    const caller = { actor: `person:${person._id}`, role: 'authority', unit: unit.code } as const;
    const { submission, seen: registrations } = said;
    const asked = { caller, submission, campaign: campaign._id, unit: unit.code, registrations };
    try {
      const { at } =
        said.answer === 'sign'
          ? await signRegistrations(context, { ...asked, signer: person._id })
          : await sendBackRegistrations(context, { ...asked, reason: said.reason });
      await context.links
        .settle(link)
        .catch((error: unknown) => context.log.warn({ error, link: link._id }, 'links not settled'));
      const state = said.answer === 'sign' ? 'signed' : 'sentBack';
      done(req, res, of, 200, { state, n: registrations.length, at });
    } catch (error) {
      await refused(req, res, of, said, error);
    }
  }

  /** Not known: the same answer again. Changed meanwhile, or too late: what holds now. */
  async function refused(req: Request, res: Response, of: HeadCase, said: Answer, error: unknown): Promise<void> {
    if (!(error instanceof Problem)) throw error;
    const { code } = error;
    if (isBusy(error)) return page(req, res, of, 503, { ...said, step: 'busy' });
    const changed = ['STATE_CHANGED', 'ACTION_NOT_ALLOWED', ...CLOSED, 'NOT_FOUND'].includes(code);
    if (!changed && code !== 'TITLE_NOMINATED') throw error;
    const now = await opened(req, res, of.link);
    if (CLOSED.includes(code))
      return done(req, res, now, problems[code].http, {
        state: code === 'AMENDING_CLOSED' ? 'amendingClosed' : 'closed',
        n: now.late + now.waiting.length,
      });
    if (showEnd(req, res, now, problems.STATE_CHANGED.http)) return;
    const nominated = changed ? undefined : nominatedIn(context, now, error);
    showForm(req, res, now, problems[changed ? 'STATE_CHANGED' : code].http, {
      ...said,
      missing: [],
      changed,
      nominated,
    });
  }

  /** @throws Problem LINK_DEAD when somebody else signs for the unit now */
  async function opened(req: Request, res: Response, link: LinkRecord): Promise<HeadCase> {
    const { store, clock } = context;
    const { campaign: id, unit: code } = headOf(link.entity);
    const today = dayOf(clock.now());
    const [campaign, person, head, { name }] = await Promise.all([
      store.campaigns.need(id),
      store.people.need(link.person),
      headSigning(store, code, today),
      unitNow(store, code, today),
    ]);
    if (head?._id !== link.person) throw new Problem('LINK_DEAD', 'somebody else signs for the unit');
    const [all, office] = await Promise.all([
      store.registrations.ofCampaign(id, code),
      officeOf(context, campaign.unit === undefined ? 'province' : 'unit', campaign.unit),
    ]);
    const lang = languageOf(req, person.language);
    rememberLanguage(res, lang);
    const now = clock.now();
    const first = all.filter(({ status }) => status === 'waitingForHead').map((record): Waiting => ({ record }));
    const amended = all.flatMap((record): Waiting[] => {
      const amendment = waitingAmendment(record);
      return amendment ? [{ record, amendment }] : [];
    });
    const [open, amends] = [takesRegistrations(campaign, now), takesAmendments(campaign, now)];
    const waiting = [...(open ? first : []), ...(amends ? amended : [])];
    const { registrationCloses, finalReview } = campaign.working;
    const ofFirst = amended.length === 0 || (open && first.length > 0);
    const due = (ofFirst ? registrationCloses : finalReview) ?? today;
    const late = first.length + amended.length - waiting.length;
    return {
      link,
      campaign,
      unit: { code, name },
      person,
      office,
      lang,
      waiting,
      due,
      late,
      closed: first.length > 0 ? 'closed' : 'amendingClosed',
    };
  }

  /** Nothing to sign, or not any more. @returns whether it has answered */
  function showEnd(req: Request, res: Response, of: HeadCase, status: number): boolean {
    if (of.waiting.length > 0) return false;
    done(req, res, of, status, { state: of.late === 0 ? 'nothing' : of.closed, n: of.late });
    return true;
  }

  /** The form for what waits now; what was typed stays. */
  function showForm(
    req: Request,
    res: Response,
    of: HeadCase,
    status: number,
    typed?: Answer & Pick<Parameters<typeof page>[4], 'missing' | 'nominated'> & { readonly changed: boolean },
  ): void {
    const { answer, reason = '', missing = [], changed = false, nominated } = typed ?? {};
    page(req, res, of, status, {
      submission: changed || nominated || !typed ? submissionFor(of.campaign.version) : typed.submission,
      step: 'form',
      ...(answer === undefined ? {} : { answer }),
      reason,
      missing,
      changed,
      nominated,
    });
  }

  function page(
    req: Request,
    res: Response,
    of: HeadCase,
    status: number,
    said: {
      readonly submission: string;
      readonly step: PageData['registration']['step'];
      readonly answer?: 'sign' | 'sendBack';
      readonly reason: string;
      readonly missing?: readonly ('answer' | 'reason' | 'reasonLong')[];
      readonly changed?: boolean;
      readonly nominated?: PageData['registration']['nominated'] | undefined;
    },
  ): void {
    const { submission, step, answer, reason, missing = [], changed = false, nominated } = said;
    const data: PageData['registration'] = {
      ...headData(req, of),
      action: addressWith({ lang: askedLanguage(req) }),
      submission,
      step,
      registrations: of.waiting.map((one, i) => shownOf(context, one, i + 1, of.lang)),
      ...(answer === undefined ? {} : { answer }),
      ...(reason === '' ? {} : { reason }),
      ...(missing.length === 0 ? {} : { missing }),
      ...(changed ? { changed } : {}),
      ...(nominated ? { nominated } : {}),
    };
    sendPage(res, status, of.lang, renderPage('registration', of.lang, data));
  }

  function done(
    req: Request,
    res: Response,
    of: HeadCase,
    status: number,
    outcome: Pick<PageData['registration-done'], 'state' | 'n' | 'at'>,
  ): void {
    const html = renderPage('registration-done', of.lang, { ...headData(req, of), ...outcome });
    sendPage(res, status, of.lang, html);
  }

  const headData = (req: Request, { office, lang, person, unit, campaign, due }: HeadCase) => ({
    ...frameOf(req, office, lang),
    person: { address: person.address, name: person.name, post: person.post },
    unit: unit.name,
    campaign: { name: campaign.name, ref: campaign._id },
    due,
  });
}

const shownOf = (
  { catalogue }: ApiContext,
  { record: { _id: id, version, registrant, titles, targets, measures }, amendment }: Waiting,
  no: number,
  lang: Language,
): PageData['registration']['registrations'][number] => ({
  id,
  no,
  name: registrant.name,
  ...(registrant.post === undefined ? {} : { post: registrant.post }),
  ...(amendment
    ? {
        version: amendment.no,
        amends: { reason: amendment.reason, lines: differenceLines(catalogue, amendment, lang) },
      }
    : { version }),
  titles: amendment ? [] : titles.map((code) => awardName(catalogue, code, lang)),
  targets: (amendment ? [] : targets).map(({ name, unit, baseline, target, direction }) => ({
    name,
    unit,
    target,
    direction,
    ...(baseline === undefined ? {} : { baseline }),
  })),
  ...(measures === '' || amendment ? {} : { measures }),
});

/** The amendment that cannot be signed, because what it drops is nominated. */
function nominatedIn(
  { catalogue }: ApiContext,
  { waiting, lang }: HeadCase,
  { data: { registration, titles } }: Problem,
): PageData['registration']['nominated'] {
  const { record } = waiting.find(({ record: { _id } }) => _id === registration) ?? {};
  const codes = Array.isArray(titles) ? titles.map(String) : [];
  return {
    name: record?.registrant.name ?? String(registration),
    titles: codes.map((code) => awardName(catalogue, code, lang)),
  };
}

/** Whether the page that was answered has shown what waits now. */
const isSeen = ({ waiting }: HeadCase, { seen }: Answer): boolean =>
  waiting.length === seen.length &&
  waiting.every(({ record: { _id, version }, amendment }) =>
    seen.some(
      (one) =>
        one.id === _id &&
        (one.amendment ?? false) === (amendment !== undefined) &&
        one.expects === (amendment?.no ?? version),
    ),
  );

/** @throws Problem MALFORMED for a form that is none of ours */
function answerIn(fields: Fields): Answer {
  const seen = [...fields].flatMap(([name, value]) => {
    const amendment = name.startsWith('a.');
    if (!amendment && !name.startsWith('v.')) return [];
    if (!/^\d{1,9}$/.test(value)) throw new Problem('MALFORMED', 'no version of a registration');
    return [{ id: name.slice(2), expects: Number(value), ...(amendment ? { amendment } : {}) }];
  });
  const answer = fields.get('answer');
  const step = fields.get('step');
  return {
    step: step === 'send' || step === 'edit' ? step : 'review',
    submission: submissionIn(fields),
    ...(answer === 'sign' || answer === 'sendBack' ? { answer } : {}),
    reason: wordsIn(fields, 'reason'),
    seen,
  };
}
