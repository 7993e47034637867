import { awardName } from '../../nominee';
import { has } from '../../../../domain/roles';
import type { StatusCode } from '../../../../domain/stages/stage';
import { dayOf } from '../../../../domain/time';
import type { CertificateRecord, Language, NominationItem } from '../../../../platform/store';
import { printedCode } from '../../../../templates/documents/certificate';
import type { Cell, Said } from '../../../../templates/pages';
import type { ApiContext, Caller } from '../../../context';

/** Cells of the tables of an office. */

export const words = (key: string, values?: Readonly<Record<string, unknown>>): Said => ({
  key: `officePages.${key}`,
  ...(values ? { values } : {}),
});

/** Words that unit and office read differently. */
export const audienceOf = (caller: Caller): 'office' | 'unit' => (has(caller, 'readInternal') ? 'office' : 'unit');

export type Tone = NonNullable<Cell['tone']>;
const tones: Partial<Record<StatusCode, Tone>> = {
  issued: 'awarded',
  received: 'awarded',
  returned: 'due',
  supplement: 'due',
  onHold: 'stop',
  needsAttention: 'stop',
  declined: 'stop',
  lapsed: 'stop',
};
export const toneOf = (status: StatusCode, overdue = false): Tone => (overdue ? 'stop' : (tones[status] ?? 'plain'));

export const statusSaid = (caller: Caller, status: StatusCode): Said => ({
  key: `status.${audienceOf(caller)}.${status}`,
});
export const holderSaid = (holder: string): Said => ({ key: `holder.${holder}` });

export const nominationHref = (id: string): string => `/app/nominations/${encodeURIComponent(id)}`;
export const sessionHref = (id: string): string => `/app/sessions/${encodeURIComponent(id)}`;
export const proposalHref = (id: string): string => `/app/proposals/${encodeURIComponent(id)}`;
export const decisionHref = (id: string): string => `/app/decisions/${encodeURIComponent(id)}`;
export const certificateHref = ({ verifyCode }: Pick<CertificateRecord, 'verifyCode'>): string =>
  `/app/certificates/${printedCode(verifyCode)}`;
export const caseHref = (id: string): string => `/app/cases/${encodeURIComponent(id)}`;
export const roundHref = (code: string): string => `/app/rounds/${encodeURIComponent(code)}`;
export const unitProposalHref = (id: string): string => `/app/unit-proposals/${encodeURIComponent(id)}`;

/** Names by code, for what a page shows. */
export async function unitNamesOf({ store }: ApiContext, codes: readonly string[]): Promise<(code: string) => string> {
  const units = await store.units.many([...new Set(codes)]);
  return (code) => units.get(code)?.name ?? code;
}

export const nominationHeads = ['number', 'nominee', 'unit', 'status', 'holder', 'since', 'due'] as const;

/** A row of a list of nominations. */
export function nominationRow(
  { catalogue }: ApiContext,
  caller: Caller,
  lang: Language,
  item: NominationItem,
  unitName: (code: string) => string,
): Cell[] {
  const { _id, unit, status, view, createdAt, dossier } = item;
  const overdue = view?.overdue ?? false;
  return [
    { text: _id, href: nominationHref(_id) },
    { text: dossier.nominee.name, sub: awardName(catalogue, dossier.award, lang), main: true },
    { text: unitName(unit) },
    { text: statusSaid(caller, status), tone: toneOf(status) },
    { text: holderSaid(view?.holder ?? 'unit') },
    { day: dayOf(view?.since ?? createdAt) },
    {
      ...(view?.due === undefined ? {} : { day: view.due }),
      ...(overdue ? { tone: 'stop' as const, sub: words('list.overdue') } : {}),
    },
  ];
}
