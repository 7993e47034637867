import { holdsOn } from '../../../../domain/award';
import type { ProvincePack } from '../../../../domain/pack';
import { dayOf } from '../../../../domain/time';
import { canonicalJson, sha256 } from '../../../../platform/store/canonical';
import type { Dossier, Paper, RoundRecord } from '../../../../platform/store';
import { dayText } from '../../../../templates/format';
import {
  columnsFor,
  optionalColumns,
  type DraftColumn,
  type DraftRow,
  type Lists,
  type NomineeKind,
  type PaperColumn,
} from '../../../../templates/sheets/nominations';
import type { ApiContext } from '../../../context';
import { addresses, commendations, nameOfChoice, procedures, yesNo } from '../../../../templates/sheets/choices';
import type { Layout } from '../../sheets/rows';

/** Papers that a unit attaches to a dossier, by the province's pack; each has a column. */
export function paperColumns({ requirements }: ProvincePack): readonly PaperColumn[] {
  const asked = requirements.flatMap(({ papers }) =>
    papers.filter(({ kind, by }) => by === 'submission' && kind !== 'proposal'),
  );
  return asked
    .filter(({ kind }, i) => asked.findIndex((one) => one.kind === kind) === i)
    .map(({ kind, name }) => ({ kind, name: name.vi }));
}

/** The headings by which a sheet of that kind is read. */
export function layoutFor(kind: NomineeKind, papers: readonly PaperColumn[]): Layout<DraftColumn> {
  const columns = columnsFor(kind, papers);
  return {
    headings: Object.fromEntries(
      columns.map(([column, heading]) => [column, heading]),
    ) as Layout<DraftColumn>['headings'],
    optional: [...optionalColumns, ...papers.map((paper) => `paper:${paper.kind}` as const)],
  };
}

/** What may be chosen: awards of the round that are in force, and the words of the other columns. */
export function listsFor({ catalogue, clock, pack }: ApiContext, round: RoundRecord): Lists {
  const today = dayOf(clock.now());
  const names = (choices: readonly (readonly [string, ...string[]])[]) => choices.map(([, name]) => name!);
  return {
    award: catalogue.filter((a) => holdsOn(a, today) && round.awards.includes(a.code)).map(({ name }) => name.vi),
    commendationType: names(commendations),
    procedure: names(procedures),
    posthumous: names(yesNo),
    secretContent: names(yesNo),
    address: names(addresses),
    flags: pack.flags.map(({ name }) => name.vi),
  };
}

/** A dossier as texts of cells. @param nameOf how an attached file is called */
export function cellsOf(
  { catalogue, pack }: Pick<ApiContext, 'catalogue' | 'pack'>,
  dossier: Dossier,
  nameOf: (attachment: string) => string | undefined,
): DraftRow {
  const { nominee, achievementPeriod: period } = dossier;
  const yes = (said: boolean | undefined): string =>
    said === undefined ? '' : nameOfChoice(yesNo, said ? 'yes' : 'no');
  const papers = paperColumns(pack).map(
    ({ kind }) => [`paper:${kind}`, papersText(dossier.papers, kind, nameOf)] as const,
  );
  return {
    ...nomineeCells(nominee),
    award: catalogue.find((a) => a.code === dossier.award)?.name.vi ?? dossier.award,
    awardYear: String(dossier.awardYear),
    commendationType: nameOfChoice(commendations, dossier.commendationType),
    periodFrom: dayText('vi', period.from),
    periodTo: dayText('vi', period.to),
    merit: dossier.merit,
    basis: dossier.basis ?? '',
    procedure: nameOfChoice(procedures, dossier.procedure),
    posthumous: dossier.posthumous ? yes(true) : '',
    criterion: dossier.criterion ?? '',
    achievement: dossier.achievement ?? '',
    initiatives: (dossier.initiatives ?? []).join('; '),
    flags: dossier.flags.map((code) => pack.flags.find((f) => f.code === code)?.name.vi ?? code).join('; '),
    secretContent: yes(dossier.secretContent),
    ...(Object.fromEntries(papers) as DraftRow),
  };
}

function nomineeCells(nominee: Dossier['nominee']): DraftRow {
  switch (nominee.kind) {
    case 'person': {
      const { person = '', address, name, post, unitName } = nominee;
      return { code: person, address, name, post, unitName };
    }
    case 'collective':
      return { code: nominee.collective ?? '', name: nominee.name };
    case 'household':
      return { name: nominee.name, residence: nominee.residence };
  }
}

/** The papers of a kind as one cell: names of files, `Có` for one without. */
export const papersText = (
  papers: readonly Paper[],
  kind: string,
  nameOf: (attachment: string) => string | undefined,
): string =>
  papers
    .filter((paper) => paper.kind === kind)
    .map(({ attachment }) =>
      attachment === undefined ? nameOfChoice(yesNo, 'yes') : (nameOf(attachment) ?? attachment),
    )
    .join('; ');

/** Tells whether a row was changed since it was taken down, whatever has become of its draft. */
export const fingerprint = (cells: DraftRow): string => {
  const { id: _id, version: _version, ...said } = cells;
  const filled = Object.entries(said).filter(([, text]) => text !== '');
  return sha256(canonicalJson(Object.fromEntries(filled))).slice(0, 12);
};
