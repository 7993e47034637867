import type { ZipEntry } from '../../../platform/bundle';
import { dossierIndexPaper } from '../../../templates/documents/office';
import { nomineeInList } from '../../../templates/documents/nominee';
import { statusLabel } from '../../../templates/words';
import { fileName } from '../../../templates/documents/file-names';
import { packSubject } from '../../../templates/documents/pack-texts';
import type { ApiContext, Caller } from '../../context';
import { bodyOf } from '../office/body';
import type { Drafted } from '../office/papers';
import { defined, mustHave } from '../shared';
import type { Piece } from './piece';
import { piecesOfNomination } from './pieces';

interface Asked {
  readonly caller: Caller;
  readonly id: string;
}

/** What a pack is about, and what is in it. */
export interface Part {
  readonly subject: string;
  readonly detail: string;
  readonly status: string;
  readonly pieces: readonly Piece[];
}

/** @param asked `packOf`: the decision that the pack is of @throws Problem FORBIDDEN, NOT_FOUND */
export async function partOfNomination(
  context: ApiContext,
  asked: Asked & { readonly packOf?: string },
): Promise<Part> {
  const { record, pieces } = await piecesOfNomination(context, asked);
  const { dossier, unit, status } = record;
  const unitName = (await context.store.units.get(unit))?.name ?? unit;
  const award = context.catalogue.find((a) => a.code === dossier.award)?.name.vi ?? dossier.award;
  return {
    subject: packSubject.nomination(record._id, nomineeInList(dossier.nominee, unitName).name),
    detail: packSubject.award(award, dossier.awardYear, unitName),
    status: statusLabel('vi', 'office', status),
    pieces,
  };
}

/** Mục lục văn bản, tài liệu of a part, and its files under the numbers that the index gives them. */
export async function draftIndex(
  context: ApiContext,
  { caller, id }: Asked,
  { pieces, ...head }: Part,
): Promise<{ readonly drafted: Drafted<'dossierIndex'>; readonly files: readonly ZipEntry[] }> {
  const items = pieces.map(({ bytes, ending = 'bin', ...said }, i) => {
    if (bytes === undefined) return { item: said };
    const file = `${String(i + 1).padStart(2, '0')}_${safe(said.name)}.${ending}`;
    return { item: { ...said, file }, entry: { name: file, bytes } };
  });
  const data = dossierIndexPaper({
    body: await bodyOf(context, caller.unit),
    id,
    ...head,
    at: context.clock.now(),
    items: items.map(({ item }) => item),
  });
  return {
    drafted: {
      kind: 'dossierIndex',
      ...defined({ unit: caller.unit }),
      data,
      name: fileName('index'),
    },
    files: items.flatMap(({ entry }) => entry ?? []),
  };
}

/** The index of a nomination by itself, to try a template on. @throws Problem FORBIDDEN, NOT_FOUND */
export async function dossierIndex(context: ApiContext, asked: Asked): Promise<Drafted<'dossierIndex'>> {
  mustHave(asked.caller, 'readInternal');
  return (await draftIndex(context, asked, await partOfNomination(context, asked))).drafted;
}

/** A name that every system can save. */
const safe = (name: string): string =>
  name
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-')
    .slice(0, 80)
    .trim();
