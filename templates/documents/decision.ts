import type { Award } from '../../domain/award';
import { holdsOn } from '../../domain/award';
import { Problem } from '../../domain/errors';
import type { ProvincePack } from '../../domain/pack';
import type { Level } from '../../domain/route';
import type { Day } from '../../domain/time';
import { dayInFull, dayText } from '../format';
import type { DecisionAward, DecisionDocument, DecisionLine, DocumentSignature } from './index';
import { named, type PrintedNominee } from './nominee';
import { articlesOf, kindsOf, subjectOf } from './wording';

/** What a decision is made of, as records have it. All plain data, nothing is read here. */
export interface DecisionRecords {
  readonly decision: { readonly number: string; readonly date: Day };
  readonly authority: {
    readonly level: Level;
    readonly title: string;
    readonly issuer: string;
    readonly superior?: string;
    readonly place: string;
  };
  readonly signature: DocumentSignature;
  readonly lines: readonly DecidedNomination[];
  /** By nomination, once there are some. */
  readonly certificates?: ReadonlyMap<
    string,
    { readonly goldBookNumber: number; readonly snapshot: { readonly unitName: string } }
  >;
  /** Name of the unit of a nomination, where there is no certificate that says it. */
  readonly unitOf?: (nomination: string) => string | undefined;
  readonly proposal?: { readonly submitter: string; readonly number: string; readonly date: Day };
  readonly pack: Pick<ProvincePack, 'legalBases' | 'province'>;
  readonly catalogue: readonly Award[];
}

export interface DecidedNomination {
  readonly _id: string;
  readonly dossier: { readonly award: string; readonly posthumous: boolean; readonly nominee: PrintedNominee };
}

/** Ceremony order of a list: collective, household, person (Decree 152/2025 art. 29(5)). */
const KINDS = ['collective', 'household', 'person'] as const;

/** A decision in the layout of Decree 30/2020, with its list as annex; the same for the file copy and for a word processor. */
export function decisionDocument(records: DecisionRecords): DecisionDocument {
  const { decision, authority, signature, lines, proposal, pack, catalogue } = records;
  const byAward = ofAwards(lines, catalogue);
  const subject = subjectOf(
    byAward.map((a) => a.award),
    lines.map((l) => l.dossier),
  );
  return {
    title: `Quyết định số ${decision.number} ngày ${dayText('vi', decision.date)} ${subject.replace(/^V/, 'v')}`,
    ...(authority.superior === undefined ? {} : { superior: authority.superior }),
    issuer: authority.issuer,
    number: decision.number,
    place: authority.place,
    signedOn: decision.date,
    subject,
    authority: authority.title,
    bases: [
      ...legalBases(pack, authority.level, decision.date),
      ...(proposal
        ? [`Theo đề nghị của ${proposal.submitter} tại Tờ trình số ${proposal.number} ${dayInFull(proposal.date)}`]
        : []),
    ],
    articles: articlesOf(byAward.map(({ award, of }) => ({ award, subjects: of.map(awarded) }))),
    recipients: ['Như Điều 3', pack.province.standingBody.name.vi, 'Lưu: VT, TĐKT'],
    signature,
    annex: {
      title: `Danh sách ${kindsOf(lines.map((l) => l.dossier.nominee))} được khen thưởng`,
      awards: byAward.map(({ award, of }) => ({ name: award.name.vi, groups: groups(of, records) })),
    },
    copy: { note: 'Bản điện tử lưu hồ sơ' },
  };
}

const awarded = ({ dossier: { nominee, posthumous } }: DecidedNomination) => ({ kind: nominee.kind, posthumous });

/** The laws and decrees that a paper of a level rests on, without the marks at their ends. */
export const legalBases = ({ legalBases: all }: Pick<ProvincePack, 'legalBases'>, level: Level, on: Day): string[] =>
  all.filter((b) => holdsOn(b, on) && (b.levels?.includes(level) ?? true)).map((b) => b.text);

/**
 * The lines by award, in ceremony order: high before low, title before commendation.
 * @throws Problem NOT_FOUND for an award that the catalogue does not know
 */
export function ofAwards<L extends DecidedNomination>(
  lines: readonly L[],
  catalogue: readonly Award[],
): { readonly award: Award; readonly of: readonly L[] }[] {
  const found = new Map<string, { award: Award; of: L[] }>();
  for (const line of lines) {
    const award = catalogue.find((a) => a.code === line.dossier.award);
    if (!award) throw new Problem('NOT_FOUND', `award ${line.dossier.award}`);
    const group = found.get(award.code) ?? { award, of: [] };
    group.of.push(line);
    found.set(award.code, group);
  }
  return [...found.values()].sort((a, b) => a.award.rank - b.award.rank);
}

/** Collective, household, person; living before posthumous. */
export const inGroups = <L extends DecidedNomination>(
  lines: readonly L[],
): { readonly kind: (typeof KINDS)[number]; readonly posthumous: boolean; readonly lines: readonly L[] }[] =>
  KINDS.flatMap((kind) =>
    [false, true].map((posthumous) => ({
      kind,
      posthumous,
      lines: lines.filter((l) => l.dossier.nominee.kind === kind && l.dossier.posthumous === posthumous),
    })),
  ).filter((group) => group.lines.length > 0);

/** The groups of an award, numbered through. */
function groups(
  lines: readonly DecidedNomination[],
  { certificates, unitOf }: DecisionRecords,
): DecisionAward['groups'] {
  let number = 0;
  return inGroups(lines).map((group) => ({
    ...group,
    lines: group.lines.map((l): DecisionLine => {
      const certificate = certificates?.get(l._id);
      number += 1;
      return {
        number,
        ...named(l.dossier.nominee, certificate?.snapshot.unitName ?? unitOf?.(l._id)),
        ...(certificate ? { goldBookNumber: certificate.goldBookNumber } : {}),
      };
    }),
  }));
}

/** Who signs, and in what form (Decree 30/2020 art. 13). */
export interface Signing {
  readonly signer: string;
  readonly signerPost: string;
  readonly form: 'direct' | 'TM.' | 'KT.' | 'TL.' | 'TUQ.';
}

/** A post as it stands over a name, where the head of the paper says the body: "Chủ tịch", not "Chủ tịch Ủy ban nhân dân tỉnh". */
export function ownPost(post: string, issuer: string): string {
  const [first = '', second = ''] = issuer.split(' ');
  if (first === '') return post;
  const at = post.toLocaleLowerCase('vi').indexOf(` ${first} ${second}`.toLocaleLowerCase('vi').trimEnd());
  return at > 0 ? post.slice(0, at) : post;
}

/** "TM." stands before the body, the other forms before the post of the one who would else sign (Decree 30/2020 art. 13). */
export const signatureOf = (
  { signer, signerPost, form }: Signing,
  { issuer }: { readonly issuer: string },
  headPost: string,
): DocumentSignature => {
  const on = form === 'TM.' ? issuer : ownPost(headPost, issuer);
  return {
    ...(form === 'direct' ? {} : { capacity: [on === '' ? '' : `${form} ${on}`] }),
    post: signerPost,
    name: signer,
    mark: '(Đã ký)',
  };
};
