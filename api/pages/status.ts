import type { Request, RequestHandler, Response, Router } from 'express';
import { levelOf } from '../../domain/roles';
import { dayOf } from '../../domain/time';
import type { CertificateRecord, NominationRecord, NoteRecord } from '../../platform/store';
import type { StatusLine } from '../../templates/pages';
import { renderPage } from '../../templates/pages';
import type { ApiContext } from '../context';
import { sendPage } from './answer';
import { correctionPage } from './correction';
import { linkPage, type LinkHandler } from './door';
import { awardName } from './nominee';
import { rememberLanguage } from './problem';
import { statusPaperOf } from './status-paper';
import {
  addressOf,
  caseOfLink,
  correctableStage,
  wantedOf,
  withdrawalOf,
  type UnitCase,
  type UnitPage,
} from './unit-case';
import { withdrawalPage } from './withdrawal';
import { askedOf, wordingPage } from './wording';
import { officeHolder } from './words';

/**
 * The pages of what a unit has sent: where each line is, texts to confirm, the withdrawal of a line, the correction of a returned one.
 * Its contact opens them by his link, others of the unit when they have signed in.
 */
export const unitPagesOf = (context: ApiContext): readonly UnitPage[] => [
  statusPage(context),
  wordingPage(context),
  withdrawalPage(context),
  correctionPage(context),
];

/** The same behind the link in a mail. */
export function unitPages(router: Router, context: ApiContext, limits: readonly RequestHandler[]): void {
  for (const { under, show, post, form } of unitPagesOf(context)) {
    const through =
      (handle: UnitPage['show']): LinkHandler =>
      async (req, res, link) => {
        const of = await caseOfLink(context, req, link);
        rememberLanguage(res, of.lang);
        await handle(req, res, of);
      };
    linkPage(router, context, limits, {
      purpose: 'status',
      path: `/n/:token${under}`,
      show: through(show),
      ...(post ? { post: through(post) } : {}),
      ...(form ? { form } : {}),
    });
  }
}

function statusPage(context: ApiContext): UnitPage {
  return { under: '', show };

  async function show(req: Request, res: Response, of: UnitCase): Promise<void> {
    const { proposal, office, lang } = of;
    const unit = (await context.store.units.get(proposal.unit))?.name ?? proposal.unit;
    const page = renderPage('status', lang, {
      ...of.around,
      unit,
      ttr: proposal.number,
      ttrDate: proposal.date,
      ...(proposal.receipt ? { receipt: proposal.receipt.code } : {}),
      officer: office.officer,
      asOf: context.clock.now(),
      ...toConfirm(req, of),
      lines: await statusLines(req, of, unit),
    });
    sendPage(res, 200, lang, page);
  }

  /** The read model, in the unit's words: no reason of a hold, no count of votes. */
  async function statusLines(req: Request, of: UnitCase, unit: string): Promise<StatusLine[]> {
    const all = [...of.lines.values()];
    const [notes, certificates] = await Promise.all([
      context.store.notes.many(all.flatMap((n) => correctableStage(n)?.note ?? [])),
      certificatesOf(all),
    ]);
    const lines: StatusLine[] = [];
    for (const [no, nomination] of of.lines) {
      const certificate = certificates.get(nomination._id);
      lines.push({
        no,
        name: nomination.dossier.nominee.name,
        award: awardName(context.catalogue, nomination.dossier.award, of.lang),
        ...place(of, nomination, unit),
        ...actions(of, req, no, nomination, notes),
        ...(certificate && certificate.status !== 'valid' ? await changed(certificate, certificate.status) : {}),
      });
    }
    return lines;
  }

  async function certificatesOf(all: readonly NominationRecord[]): Promise<ReadonlyMap<string, CertificateRecord>> {
    const issued = all.filter((n) => n.status === 'issued').map((n) => n._id);
    const found = issued.length === 0 ? [] : await context.store.certificates.ofNominations(issued);
    const shown = new Map<string, CertificateRecord>();
    // oldest first: of a replaced one it is said by what, unless its successor has something to say itself
    for (const one of found) if (one.status !== 'valid' || !shown.has(one.nomination)) shown.set(one.nomination, one);
    return shown;
  }

  /** What became of a certificate after it was issued. */
  async function changed(certificate: CertificateRecord, status: Exclude<CertificateRecord['status'], 'valid'>) {
    const paper = status === 'replaced' ? await statusPaperOf(context, certificate) : undefined;
    return { status, ...(paper ? { by: paper.number } : {}) };
  }
}

/** Where a line is: its state, who holds it and since when. A line that the docket has not taken in yet is on its way. */
function place({ office, lang }: UnitCase, { view, line, status, updatedAt }: NominationRecord, unit: string) {
  if (!view || !line) return { status, holder: 'office' as const, since: dayOf(updatedAt), next: [] };
  const { holder, since, due, next } = view;
  const officeName = levelOf(line) === 'unit' ? unit : officeHolder(lang, office.body, office.officer);
  return {
    status,
    holder,
    ...(holder === 'office' ? { holderName: officeName } : {}),
    since: dayOf(since),
    ...(due === undefined ? {} : { due }),
    next,
  };
}

/** Texts that wait for the unit's word; one that it has given is told on their page. */
function toConfirm(req: Request, of: UnitCase) {
  const open = [...askedOf(of).values()].flatMap(({ line }) => line?.wording ?? []).filter(({ answer }) => !answer);
  const due = open.map((one) => one.due).sort()[0];
  return due === undefined ? {} : { toConfirm: { n: open.length, due, url: addressOf(of, req, 'wording') } };
}

/** What the unit may do with a line now. */
function actions(
  of: UnitCase,
  req: Request,
  no: number,
  nomination: NominationRecord,
  notes: ReadonlyMap<string, NoteRecord>,
) {
  const wanted = wantedOf(nomination, notes);
  const reasons = wanted?.items.map((item) => item.reason) ?? [];
  return {
    ...(wanted
      ? { correction: { reasons: reasons.length > 0 ? reasons : [wanted.reason ?? ''], url: addressOf(of, req, no) } }
      : {}),
    ...(withdrawalOf(nomination) ? { withdraw: addressOf(of, req, no, 'withdraw') } : {}),
  };
}
