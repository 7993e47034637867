import { reports, requirementsFor, type RequiredPaper } from '../../../domain/pack';
import type { Dossier, NominationRecord, Paper } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { editNomination, type DraftOutcome } from '../nominations/nominations';
import { attach } from '../papers';
import { mustHave } from '../shared';

/** A paper that a dossier has a place for, with what lies there. */
export interface PaperPlace {
  readonly required: Pick<RequiredPaper, 'kind' | 'name'> & { readonly certified?: boolean };
  readonly paper?: Paper;
}

/** What the unit attaches to one dossier; its Tờ trình comes with the sending. */
export function placesOf({ pack }: Pick<ApiContext, 'pack'>, dossier: Dossier): readonly PaperPlace[] {
  const asked = requirementsFor(pack, dossier).papers.filter(
    ({ by, kind }) => by === 'submission' && kind !== 'proposal',
  );
  return asked.map((required) => {
    const paper = dossier.papers.find(({ kind }) => kind === required.kind);
    return { required, ...(paper ? { paper } : {}) };
  });
}

/** Papers for which no place is asked: what else the unit has attached. */
export const furtherPapers = ({ pack }: Pick<ApiContext, 'pack'>, dossier: Dossier): readonly Paper[] => {
  const asked = new Set<string>(requirementsFor(pack, dossier).papers.map(({ kind }) => kind));
  return dossier.papers.filter(({ kind }) => !asked.has(kind));
};

/** A file as somebody has chosen it. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Puts a file on its place in a draft; what lay there before goes. A kind without a place is a further paper, named as the file is.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, TOO_LARGE, UNSUPPORTED_TYPE, STATE_CHANGED, ACTION_NOT_ALLOWED
 */
export async function putOnPlace(
  context: ApiContext,
  asked: {
    readonly caller: Caller;
    readonly id: string;
    readonly expects: number;
    readonly kind: string;
    readonly file: ChosenFile;
    readonly certified?: boolean;
  },
): Promise<DraftOutcome> {
  const { caller, id, expects, kind, file, certified } = asked;
  const { dossier } = await context.store.nominations.need(id);
  const attached = await attach(context, { caller, to: 'nominations', id, ...file });
  const place = placesOf(context, dossier).find(({ required }) => required.kind === kind);
  const said = certified !== undefined && reports.has(kind) ? { certified } : {};
  const paper: Paper = place
    ? { kind, title: place.required.name.vi, ...kept(place.paper), attachment: attached.id, ...said }
    : { kind: 'other', title: attached.name, attachment: attached.id };
  const others = dossier.papers.filter((one) => (place ? one.kind !== kind : one.attachment !== attached.id));
  return editNomination(context, { caller, id, expects, fields: { papers: [...others, paper] } });
}

/** Number, date and signer of a paper stay with its place; what was said of the old file does not hold for the new one. */
function kept(paper: Paper | undefined): Partial<Paper> {
  if (!paper) return {};
  const { attachment: _attachment, certified: _certified, form: _form, ...rest } = paper;
  return rest;
}

/**
 * Minutes of a room, put into each of its drafts: with them the room hands its list up to the unit that sends it.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, TOO_LARGE, UNSUPPORTED_TYPE, STATE_CHANGED
 */
export async function handUp(
  context: ApiContext,
  asked: {
    readonly caller: Caller;
    readonly nominations: readonly { readonly id: string; readonly expects: number }[];
    readonly file: ChosenFile;
  },
): Promise<readonly NominationRecord[]> {
  const { caller, nominations, file } = asked;
  mustHave(caller, 'writeDrafts');
  if (nominations.length === 0) {
    throw invalid({ field: 'nominations', ...refused('unit.noDraft') });
  }
  const done: NominationRecord[] = [];
  for (const { id, expects } of nominations) {
    const { record } = await putOnPlace(context, { caller, id, expects, kind: 'roomMinutes', file });
    done.push(record);
  }
  return done;
}
