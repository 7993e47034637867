import { z } from 'zod';
import { commendationTypes, subjectKinds } from '../../domain/award';
import { levels } from '../../domain/statistics/tables';
import { countable, sexes } from '../../domain/statistics/where';
import { certificateStatuses } from '../../domain/case/life';
import { caseKinds, caseStatuses } from '../../domain/case/state';
import { holderCodes, statusCodes } from '../../domain/stages/stage';
import { mailNames } from '../../templates/mail';
import { caseOrders } from '../../platform/store/case-list';
import { listOrders } from '../../platform/store/list-indexes';
import { mailOrders, mailStateNames } from '../../platform/store/mail-list';
import { knownSexes, peopleOrders } from '../../platform/store/people-list';
import { paperOrders } from '../../platform/store/proposal-list';
import { decisionKinds, proposalStatuses } from '../../platform/store/records/decisions';
import { sessionOrders } from '../../platform/store/session-list';
import type { PeopleAsked } from '../commands/facts/people';
import type { CasesAsked } from '../commands/issued/case-list';
import type { CertificatesAsked } from '../commands/issued/certificates';
import type { DecisionsAsked } from '../commands/issued/issued';
import type { MailsAsked } from '../commands/mails/sent';
import type { ListFilter } from '../commands/nominations/reads';
import type { ProposalsAsked } from '../commands/proposals/list';
import type { SessionsAsked } from '../commands/sessions/list';
import { defined } from '../commands/shared';
import { code, id, line, paging, year } from './fields';
import { sessionKinds, sessionStatus } from './sessions';

/** What a list of nominations is asked with, by the API and by pages. */

const yesOrNo = z.enum(['true', 'false']);

export const listFilter = {
  status: z.enum(statusCodes).optional(),
  unit: code.optional().meta({ description: 'With its rooms' }),
  award: code.optional(),
  awardYear: z.coerce.number().pipe(year).optional(),
  fromYear: z.coerce.number().pipe(year).optional().meta({ description: 'Award years from this one on' }),
  toYear: z.coerce.number().pipe(year).optional().meta({ description: 'Award years up to this one' }),
  outcome: z.enum(countable).optional().meta({
    description: '`proposed`: whatever was sent; `awarded`; `failed`: declined, lapsed or withdrawn; `underWay`',
  }),
  awardLevel: z.enum(levels).optional().meta({ description: 'Whose award it is' }),
  kind: z.enum(subjectKinds).optional(),
  sex: z.enum(sexes).optional().meta({ description: 'Of persons, as the dossier addresses them' }),
  direct: yesOrNo.optional().meta({ description: 'Direct workers: the flag `directWorker` of the dossier' }),
  commendationType: z.enum(commendationTypes).optional(),
  holder: z.enum(holderCodes).optional(),
  overdue: yesOrNo.optional(),
  round: code.optional(),
  docket: id.optional(),
  unitProposal: id.optional(),
  officer: code
    .optional()
    .meta({ description: "Person at the province's office who works on what the units send (`handledBy`)" }),
  level: z.enum(['unit', 'province']).optional().meta({ description: 'Whose office it has to do with' }),
  dueDay: yesOrNo.optional().meta({
    description:
      'Whether somebody has to act by a day. In screening at the province, without one: the paper original has not come. Sorted by it',
  }),
  q: line(100).optional().meta({ description: 'Number, or words of the name, with or without diacritics' }),
  order: z.enum(listOrders).optional().meta({
    description:
      '`number`: newest first, the default; `due`, `since`: earliest first; `name`: people by given name; `unit`: by code',
  }),
  reverse: yesOrNo.optional().meta({ description: 'The other way round' }),
};
export const filterQuery = z.strictObject(listFilter);
export const listQuery = z.strictObject({ ...listFilter, ...paging });

export const filterOf = ({ overdue, dueDay, direct, reverse, ...rest }: z.output<typeof filterQuery>): ListFilter => ({
  ...defined(rest),
  ...(overdue === undefined ? {} : { overdue: overdue === 'true' }),
  ...(direct === undefined ? {} : { direct: direct === 'true' }),
  ...(dueDay === undefined ? {} : { dueDay: dueDay === 'true' }),
  reverse: reverse === 'true',
});

const reverse = yesOrNo.optional().meta({ description: 'The other way round' });
const calendarYear = z.coerce.number().pipe(year).optional();

/** A filter as the commands take it, of a query without its empty fields. */
const asked = <T extends { readonly reverse?: 'true' | 'false' | undefined }>({ reverse: turned, ...rest }: T) => ({
  ...defined(rest),
  reverse: turned === 'true',
});

/** What a list of sessions is asked with. */
export const sessionQuery = z.strictObject({
  q: line(100).optional().meta({ description: 'Words of the name, with or without diacritics, or the id' }),
  status: sessionStatus.optional(),
  council: code.optional(),
  kind: z.enum(sessionKinds).optional(),
  year: calendarYear.meta({ description: 'Sessions that close in this year' }),
  nomination: id.optional().meta({ description: 'Sessions whose agenda names it' }),
  order: z.enum(sessionOrders).optional().meta({
    description: '`newest`: drafted last first, the default; `closes`: latest closing time first; `name`',
  }),
  reverse,
});
export const sessionFilterOf = (query: z.output<typeof sessionQuery>): SessionsAsked => asked(query);

/** What a list of proposals is asked with. */
export const proposalQuery = z.strictObject({
  q: line(100).optional().meta({ description: 'Parts of the number, or the id' }),
  status: z.enum(proposalStatuses).optional(),
  authority: code.optional(),
  power: z.enum(['decide', 'forward']).optional(),
  year: calendarYear.meta({ description: 'The year of its date' }),
  nomination: id.optional().meta({ description: 'Proposals whose list names it' }),
  order: z.enum(paperOrders).optional().meta({
    description: '`newest`: drafted last first, the default; `date`, `number`: highest first',
  }),
  reverse,
});
export const proposalFilterOf = (query: z.output<typeof proposalQuery>): ProposalsAsked => asked(query);

/** What a list of signed papers is asked with. */
export const decisionQuery = z.strictObject({
  q: line(100).optional().meta({ description: 'Words of number, subject or signer, with or without diacritics' }),
  kind: z.enum(decisionKinds).optional(),
  authority: code.optional(),
  year: calendarYear.meta({ description: 'The year of its date' }),
  proposal: id.optional(),
  nomination: id.optional(),
  order: z.enum(paperOrders).optional().meta({
    description: '`newest`: recorded last first, the default; `date`, `number`: highest first',
  }),
  reverse,
});
export const decisionFilterOf = (query: z.output<typeof decisionQuery>): DecisionsAsked => asked(query);

/** What a list of cases is asked with. */
export const caseQuery = z.strictObject({
  q: line(100).optional().meta({
    description: 'Words of the name of the holder, with or without diacritics; parts of the id or of the nomination',
  }),
  kind: z.enum(caseKinds).optional(),
  status: z.enum(caseStatuses).optional(),
  award: line(200).optional().meta({ description: 'Id of the entry of the ledger' }),
  awardCode: code.optional(),
  nomination: id.optional(),
  overdue: z.literal('true').optional().meta({ description: 'Only those whose return is overdue' }),
  year: calendarYear.meta({ description: 'The year in which it was opened' }),
  order: z.enum(caseOrders).optional().meta({
    description:
      '`newest`: opened last first, the default; `due`: what is to come back earliest first; `name`: of the holder',
  }),
  reverse,
});
export const caseFilterOf = ({ overdue, ...query }: z.output<typeof caseQuery>): CasesAsked => ({
  ...asked(query),
  ...(overdue === undefined ? {} : { overdue: true, status: 'awaitingReturn' }),
});

/** What a list of people is asked with. */
export const peopleQuery = z.strictObject({
  q: line(100).optional().meta({
    description: 'Words of the name, with or without diacritics; parts of the code; a year of birth',
  }),
  unit: code.optional().meta({ description: 'With its rooms' }),
  sex: z.enum(knownSexes).optional(),
  order: z.enum(peopleOrders).optional().meta({
    description: '`name`: by given name, the default; `unit`: by its code; `born`: oldest first; `code`',
  }),
  reverse,
});
export const peopleFilterOf = (query: z.output<typeof peopleQuery>): PeopleAsked => asked(query);

export const mailKinds = [...mailNames, 'mail-test'] as const;

/** What a list of sent mails is asked with. */
export const mailQuery = z.strictObject({
  q: line(100).optional().meta({ description: 'Words of address or subject, with or without diacritics' }),
  entity: line(200).optional().meta({ description: 'About this session, proposal, unit proposal, case …' }),
  state: z.enum(mailStateNames).optional().meta({
    description: '`undelivered`: refused for good, or still on its way after two tries',
  }),
  mail: z.enum(mailKinds).optional(),
  person: line(100).optional().meta({ description: 'Who reads it: code of a person or unit, or words of the name' }),
  year: calendarYear.meta({ description: 'The year in which it was written' }),
  order: z
    .enum(mailOrders)
    .optional()
    .meta({ description: '`newest`: written last first, the default; `to`: by address' }),
  reverse,
});
export const mailFilterOf = (query: z.output<typeof mailQuery>): MailsAsked => asked(query);

/** What a list of certificates is asked with. */
export const certificateFilter = {
  q: line(100).optional().meta({
    description:
      'Words of the name, with or without diacritics; the number, the place in the gold book, the code to check',
  }),
  decision: line(100).optional().meta({ description: 'Id of a decision, or its number' }),
  award: code.optional(),
  status: z.enum(certificateStatuses).optional(),
  unit: code.optional().meta({ description: 'With its rooms' }),
};
export const certificateQuery = z.strictObject(certificateFilter);
export const certificateFilterOf = (asked: z.output<typeof certificateQuery>): CertificatesAsked => defined(asked);

/** What the certificates of a decision are printed by. */
export const certificatesQuery = z.strictObject({
  printer: code.exactOptional(),
  award: code.exactOptional().meta({ description: 'One award alone: a tray holds blanks of one kind' }),
  proof: yesOrNo
    .exactOptional()
    .meta({ description: 'Marks every page as BẢN IN THỬ, with crosses to measure by; on blanks only' }),
});
