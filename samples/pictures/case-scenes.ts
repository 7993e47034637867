import { found } from '../driver/cast';
import type { Mail } from '../driver/inbox';
import { eventually } from '../driver/wait';
import type { Place } from './scenes';

/** What becomes of awards after they are given: papers, mails and the public page of a correction, a replacement and a revocation. */

const office = 'P059';
const clerk = 'P060';
const PAPER = 900;
const PHONE = { width: 360 };

interface Shown {
  readonly status: string;
  readonly version: number;
  readonly decision?: { readonly id: string };
}

/** A case of the pictures: about whose award, what is asked, and the paper that is signed. */
interface Matter {
  readonly key: string;
  readonly name: string;
  readonly asked: object;
  readonly paper: string;
  readonly ends: string;
}

const matters: readonly Matter[] = [
  {
    key: 'N34',
    name: 'correction',
    asked: {
      kind: 'correction',
      reason: 'In thiếu dấu của họ tên.',
      facts: { name: 'Cao Văn Mẫu Bình' },
    },
    paper: '6120/UBND-NC',
    ends: 'done',
  },
  {
    key: 'N35',
    name: 'replacement',
    asked: {
      kind: 'replacement',
      reason: 'Ghi nhầm chức danh trong danh sách đề nghị.',
      facts: { post: 'Phó Trưởng khoa Nhi, phụ trách điều dưỡng' },
    },
    paper: '2490/QĐ-UBND',
    ends: 'done',
  },
  {
    key: 'N19',
    name: 'revocation',
    asked: {
      kind: 'revocation',
      reason: 'Kê khai thành tích không đúng.',
      ground: 'fraud',
      conclusion: { kind: 'decision', title: 'Kết luận thanh tra', number: '12/KL-TTr', date: '2026-12-16' },
    },
    paper: '2491/QĐ-UBND',
    ends: 'awaitingReturn',
  },
];

/** Opens each case, shows its draft, has its paper recorded, and shows paper, mail and public page. */
export async function caseScenes(place: Place, certificates: readonly PrintedCertificate[]): Promise<void> {
  const { stage, camera, url } = place;
  for (const matter of matters) {
    const { verifyCode, number } = found(certificates, (c) => c.key === matter.key, matter.key);
    const { id } = await stage.cast
      .as(office)
      .post<{ readonly id: string }>('/cases', { award: number, ...matter.asked });
    const path = `/cases/${id}`;
    const { version } = await stage.until<Shown>(`case ${matter.name}`, path, ['awaitingPaper'], office);
    await camera.paper(`${matter.name}-draft`, await drafted(place, path), PAPER);
    const signed = { date: '2026-12-17', signer: 'Nguyễn Văn Mẫu', signerPost: 'Chủ tịch', form: 'direct' };
    await stage.cast.as(clerk).post(`${path}/record`, { number: matter.paper, ...signed, expects: version });
    const { decision } = await stage.until<Shown>(`case ${matter.name}`, path, [matter.ends], office);
    if (decision) await camera.paper(matter.name, await filed(place, `/decisions/${decision.id}/document.pdf`), PAPER);
    await camera.page(`verify-${matter.name}-360`, `${url}/verify?code=${verifyCode}`, PHONE);
    if (matter.name === 'revocation') {
      await camera.page('verify-revocation-360-dark', `${url}/verify?code=${verifyCode}`, { ...PHONE, dark: true });
    }
    await camera.mail(`mail-${matter.name}-360`, (await mailOf(place, 'caseNotice', id)).html, PHONE);
    if (matter.ends === 'awaitingReturn') await returnMails(place, id);
  }
}

/** The clock of what has to come back: a reminder to the unit, then word to the office that it is overdue. */
async function returnMails(place: Place, id: string): Promise<void> {
  const { stage, camera } = place;
  const steps = [
    { to: '2027-01-08T10:00+07:00', kind: 'returnReminder', name: 'mail-return-reminder-360' },
    { to: '2027-01-20T10:00+07:00', kind: 'returnOverdue', name: 'mail-return-overdue-360' },
  ];
  for (const { to, kind, name } of steps) {
    await stage.cast.admin.post('/rehearsal/clock', { to });
    await camera.mail(name, (await mailOf(place, kind, id)).html, PHONE);
  }
}

const drafted = (place: Place, path: string): Promise<Buffer> => filed(place, `${path}/draft.pdf`);

/** A paper that is drawn a moment after the record that it belongs to. */
const filed = ({ stage }: Place, path: string): Promise<Buffer> =>
  eventually(`the paper ${path}`, async () => {
    try {
      return { found: await stage.cast.as(office).file(path) };
    } catch (error) {
      return { instead: String(error) };
    }
  });

/** The mail of a case; letters of a case need not have a link. */
const mailOf = ({ stage }: Place, kind: string, id: string): Promise<Mail> =>
  eventually(`a mail “${kind}” about ${id}`, async () => {
    const all = await stage.inbox.all();
    const mail = all.findLast((m) => m.headers['message-id'].startsWith(`<${kind}.${id}.`));
    return mail ? { found: mail } : { instead: `${all.length} mails` };
  });

/** A certificate as the register has it, with the key of its nomination in the sample. */
export interface PrintedCertificate {
  readonly key: string;
  readonly number: string;
  readonly verifyCode: string;
}
