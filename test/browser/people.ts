import type { CouncilRule } from '../../domain/rule';
import type { Dossier } from '../../platform/store';
import { sendDocket, type TestDocket } from '../setup/docket';
import { dossier, people } from '../setup/fixtures';
import { sendTestProposal, type TestProposal } from '../setup/proposal';
import { eventually } from '../setup/service';
import { openTestSession, type TestSession } from '../setup/session';
import type { TestSite } from '../pages/site';

/** As long as names come. */
export const longName = 'Công Tằng Tôn Nữ Hoàng Phương Khánh Tường Vy Ngọc Diễm Mẫu';
/** The long one, one without any place to break, a plain one. */
const names = [longName, 'Nguyễnphúctônthấthoànggiabảokhánhđạidươngthiênmẫu', 'Lê Thị Mẫu'] as const;

const long = {
  merit:
    'Hai năm liên tục hoàn thành xuất sắc nhiệm vụ;\nthu ngân sách đạt 106,46 % dự toán; có 02 sáng kiến cấp cơ sở.',
  flags: [],
};

function named(award: string, no: number, more: Partial<Dossier> = {}): Dossier {
  const plain = dossier(award, no, { ...long, ...more });
  return { ...plain, nominee: { ...plain.nominee, name: names[(no - 1) % names.length]! } };
}

/** A session of the unit's council over three nominations; of the first one its second member is the nominee. */
export async function openSession(
  site: TestSite,
  options: {
    readonly ballot?: 'named' | 'secret';
    readonly locked?: boolean;
    readonly award?: string;
    readonly rule?: Partial<CouncilRule>;
    readonly closing?: 'atTime' | 'whenAllVoted';
    /** Members are asked for the number of their paper invitation. */
    readonly stepUp?: true;
    /** Its invitations wait for a drill. */
    readonly held?: boolean;
  } = {},
): Promise<{ readonly session: TestSession; readonly ids: readonly string[] }> {
  const {
    ballot = 'named',
    locked = false,
    award = 'CSTDCS',
    rule,
    closing = 'whenAllVoted',
    stepUp,
    held = false,
  } = options;
  const own = (one: Dossier): Dossier => ({ ...one, nominee: { ...one.nominee, person: 'C2' } as Dossier['nominee'] });
  const dossiers = [1, 2, 3].map((no) => (locked && no === 1 ? own(named(award, no)) : named(award, no)));
  const docket = await sendDocket(site.service, dossiers, { selfChecked: true });
  await docket.reach('waitingForCouncil');
  const lines = linesOf(docket, award).map((line) => ({ ...line, ...(rule ? { rule } : {}) }));
  const session = await openTestSession(site.service, lines, {
    level: 'unit',
    ballot,
    closing,
    held,
    ...(stepUp ? { stepUp: { tries: 5, lockMinutes: 15 } } : {}),
  });
  await session.reach('open');
  return { session, ids: docket.nominations };
}

/** A list under the simplified procedure that has been put to the head of the unit. */
export async function sendProposal(
  site: TestSite,
): Promise<{ readonly proposal: TestProposal; readonly ids: readonly string[] }> {
  const household = { kind: 'household', name: 'Hộ gia đình ông Giàng A Mẫu', residence: 'Bản Nậm Mẫu, xã N' } as const;
  const simple = { procedure: 'simplified', commendationType: 'adHoc' } as const;
  const dossiers = [named('BKT', 1, simple), dossier('BKT', 2, { ...long, ...simple, nominee: household })];
  const docket = await sendDocket(site.service, dossiers);
  await docket.reach('waitingForApproval');
  const proposal = await sendTestProposal(site.service, linesOf(docket, 'BKT'), { level: 'unit', power: 'forward' });
  await proposal.reach('sent');
  return { proposal, ids: docket.nominations };
}

/** A certificate of the unit, issued on the whole path; its code. */
export async function issueCertificate(site: TestSite): Promise<string> {
  const { session, ids } = await openSession(site);
  for (const person of people(3)) await session.vote(person, 'yes');
  await session.reach('closed');
  const { service } = site;
  await eventually(
    async () => [...(await service.store.nominations.many(ids)).values()].map((n) => n.status),
    (all) => all.every((status) => status === 'waitingForApproval'),
  );
  const lines = (await session.record()).lines.map(({ nomination, docket, award }) => ({ nomination, docket, award }));
  const proposal = await sendTestProposal(service, lines, { level: 'unit' });
  await proposal.reach('sent');
  await proposal.answer({ kind: 'approved' });
  await proposal.reach('awaitingNumber');
  await proposal.sign('05/QĐ-STC');
  await proposal.reach('issued');
  return (await service.store.certificates.ofNominations(ids))[0]!.verifyCode;
}

const linesOf = (docket: TestDocket, award: string) =>
  docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award }));
