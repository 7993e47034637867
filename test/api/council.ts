import type { Reply, TestApi } from '../setup/api';
import { sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';

/** What the sessions of these tests are drafted with. */

export const basis = {
  foundingDecision: 'Quyết định số 45/QĐ-UBND',
  regulation: 'Quy chế hoạt động của Hội đồng',
  article: 'khoản 3 Điều 8',
  orderedBy: 'Chủ tịch Hội đồng',
};
export const board = [{ name: 'Vũ Đức Mẫu', post: 'Chánh Văn phòng' }, { name: 'Bùi Thanh Mẫu' }];
export const fieldsOf = (reply: Reply): string[] => (reply.body.fields as { field: string }[]).map((f) => f.field);

/** Lines that wait for the council of the unit (members C1, C2 …); `person` is the nominee of each. */
export async function linesWaiting({ site }: TestApi, ...persons: readonly string[]): Promise<readonly string[]> {
  const dossiers = persons.map((person, i) => {
    const of = dossier('CSTDCS', i + 1);
    return { ...of, nominee: { ...of.nominee, person } as typeof of.nominee };
  });
  const docket = await sendDocket(site.service, dossiers, { selfChecked: true });
  await docket.reach('waitingForCouncil');
  return docket.nominations;
}

export const draftOf = (nominations: readonly string[], more: Record<string, unknown> = {}) => ({
  name: 'Xét thi đua năm 2026',
  council: 'HD-U01',
  kind: 'written',
  ballot: 'named',
  basis,
  closesAt: '2026-11-20T17:00:00+07:00',
  nominations,
  ...more,
});
