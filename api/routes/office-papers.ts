import { z } from 'zod';
import type { ProblemCode } from '../../domain/errors';
import type { Right } from '../../domain/roles';
import type { PaperKind } from '../../templates/documents';
import { achievementReport, officePaper, written } from '../commands/office/papers';
import { unitMinutes, unitNomineeList, unitProposalLetter } from '../commands/unit/papers';
import { casePack } from '../commands/dossier/case-pack';
import { decisionPack, nominationPack } from '../commands/dossier/pack';
import { defined } from '../commands/shared';
import { signingPack } from '../commands/proposals/signing-pack';
import { dayOf } from '../../domain/time';
import { code, distinct, id, line } from '../schemas/fields';
import type { Endpoint, Tag } from './endpoint';
import { endpoint } from './endpoint';
import { byId } from './nominations';
import { TYPES } from './session-papers';

/** Who will sign a draft; what is left out is taken from the records. */
export const signing = {
  signer: line(200).exactOptional().meta({ description: 'Name of who will sign' }),
  signerPost: line(300).exactOptional().meta({ description: 'Post as it stands under the paper' }),
  form: z
    .enum(['direct', 'TM.', 'KT.', 'TL.', 'TUQ.'])
    .exactOptional()
    .meta({ description: 'In what form (Decree 30/2020 art. 13); direct when absent' }),
};

/** A draft of a paper: an address each. It is made anew each time, and nothing is stored. */
const draft = (
  kind: PaperKind,
  path: string,
  { tag, summary, right, refuses = [] }: { tag: Tag; summary: string; right: Right; refuses?: readonly ProblemCode[] },
): Endpoint =>
  endpoint({
    method: 'get',
    path,
    tag,
    summary: `${summary}, to go on with in a word processor`,
    description:
      'By the template that the agency uses today; the properties of the file say which version. What the template needs and the records do not have is refused by name.',
    right,
    params: byId,
    query: z.strictObject(signing),
    answers: { 200: TYPES.docx },
    refuses: ['NOT_FOUND', 'FACTS_MISSING', 'NOT_PRINTABLE', ...refuses],
    async handle({ context, caller, params, query }) {
      const { name, bytes } = await officePaper(context, kind, { caller, ...params, signing: query });
      return { file: { name, bytes, type: TYPES.docx } };
    },
  });

const ofProposal = { tag: 'proposals', right: 'readProposals' } as const;
const ofNomination = { tag: 'nominations', right: 'readInternal', refuses: ['ACTION_NOT_ALLOWED'] } as const;

const ofUnit = {
  proposal: {
    file: 'proposal.docx',
    drafted: unitProposalLetter,
    summary: 'Tờ trình of a unit for what it proposes in a round',
  },
  nomineeList: {
    file: 'list.docx',
    drafted: unitNomineeList,
    summary: 'List that goes with the Tờ trình of a unit',
  },
  unitMinutes: {
    file: 'minutes.docx',
    drafted: unitMinutes,
    summary: 'Minutes of the meeting of a unit or a room on what it proposes in a round',
  },
} as const;

/** Papers of a unit for a round: made of its drafts and of what it has sent. */
const ofRound = (Object.keys(ofUnit) as (keyof typeof ofUnit)[]).map((kind) => {
  const { file, drafted, summary } = ofUnit[kind];
  return endpoint({
    method: 'get',
    path: `/rounds/:code/papers/${file}`,
    tag: 'nominations',
    summary: `${summary}, to go on with in a word processor`,
    description:
      'Number and date are left open. `nominations`: ids with commas between them; everything that the unit proposes when absent.',
    right: 'readNominations',
    params: z.strictObject({ code }),
    query: z.strictObject({
      unit: code.exactOptional(),
      nominations: z
        .string()
        .max(8_000)
        .transform((ids) => ids.split(',').map((one) => one.trim()))
        .pipe(distinct(id, 400))
        .exactOptional(),
      ...signing,
    }),
    answers: { 200: TYPES.docx },
    refuses: ['NOT_FOUND', 'FACTS_MISSING', 'NOT_PRINTABLE'],
    async handle({ context, caller, params, query: { unit, nominations, ...signs } }) {
      const asked = { caller, round: params.code, signing: signs, ...defined({ unit, nominations }) };
      const { name, bytes } = await written(context, await drafted(context, asked), {
        inForceOn: dayOf(context.clock.now()),
      });
      return { file: { name, bytes, type: TYPES.docx } };
    },
  });
});

/** Everything on record about one thing, in one ZIP. */
const packs = (
  [
    ['/nominations/:id/dossier.zip', 'nominations', 'a nomination', nominationPack, 'readInternal'],
    [
      '/decisions/:id/dossier.zip',
      'registers',
      'a decision with the dossiers of its lines',
      decisionPack,
      'readInternal',
    ],
    ['/cases/:id/dossier.zip', 'cases', 'a case about an award', casePack, 'readCases'],
  ] as const
).map(([path, tag, what, pack, right]) =>
  endpoint({
    method: 'get',
    path,
    tag,
    summary: `Hồ sơ trọn bộ of ${what}: index, papers, minutes, rules, trail and the check of its chain`,
    description: 'What the caller may not see is not in it: a unit reads no minutes of the province.',
    right,
    params: byId,
    answers: { 200: 'application/zip' },
    refuses: ['NOT_FOUND', 'TOO_LARGE', 'NOT_PRINTABLE'],
    async handle({ context, caller, params }) {
      return { file: { ...(await pack(context, { caller, ...params })), type: 'application/zip' } };
    },
  }),
);

export const officePaperRoutes: readonly Endpoint[] = [
  ...ofRound,
  endpoint({
    method: 'get',
    path: '/nominations/:id/papers/report.docx',
    tag: 'nominations',
    summary: 'Report of achievements with the awards of the ledger filled in, to go on with in a word processor',
    description:
      'By the form that the nominee and the procedure ask for: of a person, of a collective, or the summary report.',
    right: 'readNominations',
    params: byId,
    answers: { 200: TYPES.docx },
    refuses: ['NOT_FOUND', 'FACTS_MISSING', 'NOT_PRINTABLE'],
    async handle({ context, caller, params }) {
      const { name, bytes } = await achievementReport(context, { caller, ...params });
      return { file: { name, bytes, type: TYPES.docx } };
    },
  }),
  ...packs,
  endpoint({
    method: 'get',
    path: '/people/:code/award-record.docx',
    tag: 'facts',
    summary: 'Phiếu xác nhận quá trình khen thưởng: the ledger of a person as a paper to be signed',
    description: 'What was revoked is told as revoked; what another decision has replaced is left out.',
    right: 'readInternal',
    params: z.strictObject({ code }),
    query: z.strictObject(signing),
    answers: { 200: TYPES.docx },
    refuses: ['NOT_FOUND', 'FACTS_MISSING', 'NOT_PRINTABLE'],
    async handle({ context, caller, params, query }) {
      const { name, bytes } = await officePaper(context, 'awardRecord', { caller, id: params.code, signing: query });
      return { file: { name, bytes, type: TYPES.docx } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/proposals/:id/signing-pack.zip',
    tag: 'proposals',
    summary: 'Signing pack: draft decision, list, Tờ trình and minutes in this order, in one ZIP',
    description:
      'Draft and list say that they are one. Made anew each time, nothing is stored; what a paper needs and the records do not have is refused by name. The service never signs.',
    right: 'takeSigningPack',
    params: byId,
    query: z.strictObject(signing),
    answers: { 200: 'application/zip' },
    refuses: ['NOT_FOUND', 'FACTS_MISSING', 'NOT_PRINTABLE', 'TOO_LARGE'],
    async handle({ context, caller, params, query }) {
      const { name, bytes } = await signingPack(context, { caller, ...params, signing: query });
      return { file: { name, bytes, type: 'application/zip' } };
    },
  }),
  draft('proposal', '/proposals/:id/papers/proposal.docx', { ...ofProposal, summary: 'Tờ trình' }),
  draft('nomineeList', '/proposals/:id/papers/list.docx', {
    ...ofProposal,
    summary: 'List that goes with the Tờ trình',
  }),
  draft('decision', '/proposals/:id/papers/decision.docx', {
    ...ofProposal,
    summary: 'Draft decision with its list, number and date left open',
  }),
  draft('decision', '/decisions/:id/document.docx', {
    tag: 'registers',
    right: 'readProposals',
    summary: 'The decision with its list',
  }),
  endpoint({
    method: 'get',
    path: '/decisions/:id/papers/handover.docx',
    tag: 'registers',
    summary: 'Minutes of handing over certificates, flags and orders to a unit, to go on with in a word processor',
    description: 'Name the unit where the decision names several. A unit of its own sees its own lines.',
    right: 'readProposals',
    params: byId,
    query: z.strictObject({ unit: code.exactOptional() }),
    answers: { 200: TYPES.docx },
    refuses: ['NOT_FOUND', 'FACTS_MISSING', 'NOT_PRINTABLE'],
    async handle({ context, caller, params, query }) {
      const asked = { caller, ...params, signing: {}, ...defined({ receiver: query.unit }) };
      const { name, bytes } = await officePaper(context, 'handover', asked);
      return { file: { name, bytes, type: TYPES.docx } };
    },
  }),
  draft('resultNotice', '/nominations/:id/papers/result-notice.docx', {
    ...ofNomination,
    summary: 'Notice to the unit that its nominee was awarded',
  }),
  draft('refusalNotice', '/nominations/:id/papers/refusal-notice.docx', {
    ...ofNomination,
    summary: 'Notice to the unit that its nominee was not awarded, or that the dossier goes back',
  }),
];
