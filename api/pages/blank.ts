import type { Request, RequestHandler, Response, Router } from 'express';
import { Problem } from '../../domain/errors';
import { checkOverlay } from '../../domain/overlay/check';
import { moved, nudgeMoves, type Nudge, type NudgeMove } from '../../domain/overlay/nudge';
import { dayOf } from '../../domain/time';
import type { Language, LinkRecord, OverlayRecord, PrinterRecord } from '../../platform/store';
import { overlaySample } from '../../templates/documents/overlay';
import { printedName } from '../../templates/documents/wording';
import { renderPage, type PageData } from '../../templates/pages';
import { say } from '../../templates/words';
import { fitting, onSheets, sheetsDocument, type Sheets } from '../commands/issued/blanks';
import { listMaster, putMaster } from '../commands/service/master-data';
import { behindLink } from '../commands/issued/printer-link';
import { contentHash } from '../commands/shared';
import type { ApiContext, Caller } from '../context';
import type { FieldProblem } from '../schemas/parse';
import { sendPage } from './answer';
import { factsOf, placed, readable, typedIn, type Fault, type Typed } from './blank-form';
import { linkPage } from './door';
import { fieldsIn, submissionFor, submissionIn, wordsIn } from './forms';
import { frameOf, provinceOffice } from './frame';
import { addressWith, askedLanguage, languageOf, queryOf } from './language';

/** A name of the usual length. */
const SAMPLE = say('vi', 'blank.sampleName');

/** What a request is about: a printer, a blank, and what was typed. */
interface Seen {
  readonly caller: Caller;
  readonly printer: PrinterRecord;
  readonly lang: Language;
  readonly overlays: readonly OverlayRecord[];
  readonly overlay?: OverlayRecord;
}

type Said = (name: string) => string | undefined;

/**
 * The page on which an office sees where a printer puts the facts on a blank, and sets it right: the nudge of the printer, and the
 * coordinates themselves. GET shows and prints; what is posted loses nothing that was typed.
 */
export function blankPages(router: Router, context: ApiContext, limits: readonly RequestHandler[]): void {
  const purpose = 'printing' as const;
  linkPage(router, context, limits, { purpose, path: '/o/:token', show, post });
  linkPage(router, context, limits, { purpose, path: '/o/:token/preview.svg', show: preview });
  linkPage(router, context, limits, { purpose, path: '/o/:token/proof.pdf', show: proof });

  async function show(req: Request, res: Response, link: LinkRecord): Promise<void> {
    const seen = await seenBy(context, req, link);
    send(context, req, res, seen, { said: () => undefined });
  }

  async function preview(req: Request, res: Response, link: LinkRecord): Promise<void> {
    const { sheets } = await asked(req, link);
    const data = { ...sheetsDocument(context, sheets), guides: true };
    const picture = await fitting(sheets, () => context.documents.pictureOverlay(data));
    res.type('image/svg+xml').send(picture);
  }

  async function proof(req: Request, res: Response, link: LinkRecord): Promise<void> {
    const { sheets } = await asked(req, link);
    const { pdf } = await onSheets(context, { ...sheets, proof: true });
    res.type('application/pdf').set('Content-Disposition', 'attachment; filename="in-thu.pdf"').send(Buffer.from(pdf));
  }

  /** What an address names, with what is typed in it. @throws Problem NOT_FOUND, BLANK_UNFIT */
  async function asked(req: Request, link: LinkRecord): Promise<{ readonly sheets: Sheets }> {
    const seen = await seenBy(context, req, link);
    const said: Said = (name) => queryOf(req, name);
    if (!seen.overlay) throw new Problem('NOT_FOUND', 'no coordinates');
    const { fields, faults } = typedIn(said, seen.overlay, seen.printer.nudge, seen.lang);
    if (faults.length > 0) throw new Problem('BLANK_UNFIT', faults.map(({ to }) => to).join());
    return { sheets: sheetsOf(context, seen, { ...seen.overlay, fields }, said) };
  }

  async function post(req: Request, res: Response, link: LinkRecord): Promise<void> {
    const form = fieldsIn(req);
    const submission = submissionIn(form);
    const seen = await seenBy(context, req, link);
    const said: Said = (name) => (name === 'sample' ? wordsIn(form, name, 120) : form.get(name));
    const step = form.get('step') ?? 'preview';
    if (!seen.overlay) throw new Problem('NOT_FOUND', 'no coordinates');
    const { overlay } = seen;
    if (isMove(step)) {
      const outcome = await nudged(context, seen, overlay, step, form.get('at') ?? '');
      return send(context, req, res, outcome.seen, { said, ...outcome.answer });
    }
    const typed = typedIn(said, overlay, seen.printer.nudge, seen.lang);
    if (step !== 'save' || typed.faults.length > 0) {
      const more = step === 'save' ? [] : await unfit(context, seen, { ...overlay, fields: typed.fields }, said);
      return send(context, req, res, seen, { said, errors: more });
    }
    const kept = await saved(context, seen, overlay, typed, {
      own: form.get('own') === 'yes',
      seenHash: submission.split('-')[0]!,
    });
    send(context, req, res, kept ?? seen, {
      said,
      ...(kept ? { done: 'saved' } : { errors: [changed(seen.lang)] }),
    });
  }
}

const isMove = (step: string): step is NudgeMove => (nudgeMoves as readonly string[]).includes(step);

async function seenBy(context: ApiContext, req: Request, link: LinkRecord): Promise<Seen> {
  const { caller, printer } = await behindLink(context, link);
  const all = await listMaster(context, { caller, kind: 'overlays' });
  const overlays = inUse(all, printer._id, dayOf(context.clock.now()));
  const code = queryOf(req, 'code');
  const overlay = code === undefined ? overlays[0] : overlays.find((one) => one.code === code);
  return { caller, printer, lang: languageOf(req), overlays, ...(overlay ? { overlay } : {}) };
}

/** The latest version of each blank that has begun, for this printer or for all. */
function inUse(all: readonly OverlayRecord[], printer: string, day: string): readonly OverlayRecord[] {
  const last = new Map<string, OverlayRecord>();
  for (const one of [...all].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))) {
    if (one.validFrom <= day && (one.printer === undefined || one.printer === printer)) last.set(one.code, one);
  }
  return [...last.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** A whole step from where the page has shown it, so that a double click is one step. */
async function nudged(context: ApiContext, seen: Seen, overlay: OverlayRecord, move: NudgeMove, shown: string) {
  const { caller, printer, lang } = seen;
  const [dxMm = Number.NaN, dyMm = Number.NaN] = shown.split('/').map(Number);
  const to = moved({ dxMm, dyMm }, move);
  const refused = (...errors: Fault[]) => ({ seen, answer: { errors } });
  if (!to) return refused({ to: '', text: say(lang, 'blank.error.far') });
  const same = (a: Nudge, b: Nudge): boolean => a.dxMm === b.dxMm && a.dyMm === b.dyMm;
  if (!same(printer.nudge, to)) {
    if (!same(printer.nudge, { dxMm, dyMm })) return refused(changed(lang));
    const faults = checkOverlay(overlay, to);
    if (faults.length > 0) return refused(...faults.map((fault) => placed(fault, overlay.fields, lang)));
    await putMaster(context, { caller, kind: 'printers', record: { ...printer, nudge: to } });
  }
  return { seen: { ...seen, printer: { ...printer, nudge: to } }, answer: { done: 'moved' as const } };
}

/** Keeps coordinates as the version of today. @returns undefined when they are not those that the page has shown */
async function saved(
  context: ApiContext,
  seen: Seen,
  overlay: OverlayRecord,
  { fields }: Typed,
  { own, seenHash }: { readonly own: boolean; readonly seenHash: string },
): Promise<Seen | undefined> {
  const { caller, printer } = seen;
  if (JSON.stringify(fields) !== JSON.stringify(overlay.fields) && hashOf(overlay) !== seenHash) return undefined;
  const validFrom = dayOf(context.clock.now());
  // what belongs to the province, a unit keeps for its own printer
  const borrowed = caller.unit !== undefined && overlay.unit === undefined;
  const apart = (own || borrowed) && overlay.printer === undefined;
  const code = apart ? `${overlay.code}.${printer._id}` : overlay.code;
  const record: OverlayRecord = {
    ...overlay,
    _id: `${code}@${validFrom}`,
    code,
    validFrom,
    fields,
    ...(apart ? { printer: printer._id } : {}),
    ...(borrowed ? { unit: caller.unit } : {}),
  };
  await putMaster(context, { caller, kind: 'overlays', record });
  const others = seen.overlays.filter((one) => one.code !== code);
  return { ...seen, overlay: record, overlays: [...others, record].sort((a, b) => (a.code < b.code ? -1 : 1)) };
}

const hashOf = ({ fields, _id }: OverlayRecord): string => contentHash([_id, fields]).slice(0, 16);

const changed = (lang: Language): Fault => ({ to: '', text: say(lang, 'blank.error.changed') });

/** What the picture of these coordinates would be refused for. */
async function unfit(context: ApiContext, seen: Seen, overlay: OverlayRecord, said: Said): Promise<readonly Fault[]> {
  const sheets = sheetsOf(context, seen, overlay, said);
  try {
    const data = sheetsDocument(context, sheets);
    await fitting(sheets, () => context.documents.pictureOverlay(data));
    return [];
  } catch (error) {
    if (!(error instanceof Problem) || (error.code !== 'BLANK_UNFIT' && error.code !== 'NOT_PRINTABLE')) throw error;
    const fields = (error.data['fields'] as readonly FieldProblem[] | undefined) ?? [];
    if (fields.length === 0) return [{ to: 'f-sample', text: say(seen.lang, 'blank.unfit') }];
    return fields.map((fault) => placed(fault, overlay.fields, seen.lang));
  }
}

function sheetsOf(context: ApiContext, seen: Seen, overlay: OverlayRecord, said: Said): Sheets {
  const award = context.catalogue.find(({ code }) => code === overlay.awards[0]);
  const name = said('sample')?.trim().slice(0, 120) ?? '';
  const conferred = { kind: award?.kind ?? 'commendation', name: printedName(award?.name.vi ?? '') } as const;
  const item = overlaySample(name === '' ? SAMPLE : name, conferred, dayOf(context.clock.now()));
  const sheets = { title: overlay.name, overlay, printer: seen.printer, proof: false, items: [item] };
  if (!overlay.qr) return sheets;
  const { qr: _, ...plain } = overlay;
  return { ...sheets, overlay: plain };
}

interface Shown {
  readonly said: Said;
  readonly done?: 'moved' | 'saved';
  readonly errors?: readonly Fault[];
}

function send(context: ApiContext, req: Request, res: Response, seen: Seen, { said, done, errors = [] }: Shown): void {
  const { printer, lang, overlays, overlay } = seen;
  const typed = overlay && typedIn(said, overlay, printer.nudge, lang);
  const all = [...(typed?.faults ?? []), ...errors];
  const { dxMm, dyMm } = printer.nudge;
  const lasting = askedLanguage(req);
  const page = renderPage('blank', lang, {
    ...frameOf(req, provinceOffice(context), lang),
    action: addressWith({ code: overlay?.code, lang: lasting }),
    submission: overlay ? `${hashOf(overlay)}-${submissionFor(0)}` : submissionFor(0),
    printer: printer.name,
    nudge: { right: signed(dxMm, lang), down: signed(dyMm, lang), at: `${dxMm}/${dyMm}` },
    blanks: overlays.map(({ name, code }) => ({
      name,
      url: addressWith({ code, lang: lasting }),
      shown: code === overlay?.code,
    })),
    ...(overlay && typed ? { sheet: sheetOf(req, overlay, typed, said, lang) } : {}),
    ...(done === undefined ? {} : { done }),
    ...(all.length === 0 ? {} : { errors: all }),
  });
  sendPage(res, all.length === 0 ? 200 : 400, lang, page);
}

function sheetOf(
  req: Request,
  overlay: OverlayRecord,
  typed: Typed,
  said: Said,
  lang: Language,
): NonNullable<PageData['blank']['sheet']> {
  const at = `/o/${String(req.params['token'])}`;
  const sample = said('sample') ?? '';
  const { sheet } = overlay;
  // what is stored needs no naming, and what cannot be drawn is not asked for
  const own = typed.faults.length > 0 || req.method !== 'POST' ? {} : Object.fromEntries(typed.values);
  const query = addressWith({ code: overlay.code, ...(sample === '' ? {} : { sample }), ...own });
  return {
    name: overlay.name,
    size: `${readable(sheet.widthMm, lang)} × ${readable(sheet.heightMm, lang)} mm`,
    picture: `${at}/preview.svg${query}`,
    proof: `${at}/proof.pdf${query}`,
    live: `${at}/preview.svg${addressWith({ code: overlay.code })}`,
    sample: sample === '' ? SAMPLE : sample,
    ownOffered: overlay.printer === undefined,
    own: said('own') === 'yes',
    facts: factsOf(typed),
  };
}

const signed = (mm: number, lang: Language): string =>
  mm === 0 ? '0' : `${mm > 0 ? '+' : '−'}${readable(Math.abs(mm), lang)}`;
