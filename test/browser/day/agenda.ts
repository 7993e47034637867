import type { Dossier } from '../../../platform/store';
import { sendDocket, type TestDocket } from '../../setup/docket';
import { dossier } from '../../setup/fixtures';
import { eventually, type TestService } from '../../setup/service';
import type { TestApi, TestCaller } from '../../setup/api';
import { longName } from '../people';
import { LINES, NOMINEE, type Ballot } from './cast';

/** A line of the agenda, as members read it. */
export interface Line {
  readonly no: number;
  readonly nomination: string;
  readonly name: string;
  /** As papers write it. */
  readonly printed: string;
}

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Giàng', 'Lò'];
const middles = ['Thị Thanh', 'Văn Đức', 'Thị Ngọc Diễm', 'Hữu', 'Thị Kim', 'Minh'];

/** Sixty nominees of three awards; twelve are collectives, one has a name as long as names come, one sits on the council. */
function nominees(): Dossier[] {
  return Array.from({ length: LINES }, (_, i) => {
    const family = families[i % families.length]!;
    const name = i === 25 ? longName : `${family} ${middles[Math.floor(i / families.length)]!} Mẫu`;
    if (i >= 48) {
      const room = `Phòng Nghiệp vụ ${family} Mẫu, Sở Tài chính`;
      const collective = { kind: 'collective', name: i === 59 ? `Phòng ${longName}, Sở Tài chính` : room } as const;
      return dossier('TTLDTT', i + 1, { nominee: collective });
    }
    const plain = dossier(i < 30 ? 'CSTDCS' : 'LDTT', i + 1);
    const address = name.includes(' Thị ') ? 'Bà' : 'Ông';
    const person = i === 33 ? NOMINEE : `P${i + 1}`;
    return { ...plain, nominee: { ...plain.nominee, name, address, person } as Dossier['nominee'] };
  });
}

const printedOf = ({ nominee }: Dossier): string =>
  nominee.kind === 'person' ? `${nominee.address} ${nominee.name}` : nominee.name;

export interface OpenDay {
  readonly id: string;
  readonly docket: TestDocket;
  readonly secretary: TestCaller;
  readonly lines: readonly Line[];
  /** The number of the member's own line. */
  readonly own: number;
}

export const CLOSES = '2026-11-20T10:00:00.000Z';

/** The secretary of a unit drafts a session over sixty nominations and opens it. */
export async function openDay(api: TestApi, ballot: Ballot): Promise<OpenDay> {
  const { service } = api.site;
  const docket = await waiting(service);
  const secretary = await api.as('secretary', 'U01');
  const board = [{ name: 'Vũ Đức Mẫu', post: 'Chánh Văn phòng' }, { name: 'Bùi Thanh Mẫu' }];
  const { body: draft } = await secretary.post('/sessions', {
    name: 'Xét thi đua năm 2026',
    council: 'HD-U01',
    kind: 'written',
    ballot,
    ...(ballot === 'secret' ? { countingBoard: board } : {}),
    basis: {
      foundingDecision: 'Quyết định số 45/QĐ-STC',
      regulation: 'Quy chế hoạt động của Hội đồng',
      article: 'khoản 3 Điều 8',
      orderedBy: 'Chủ tịch Hội đồng',
    },
    closesAt: CLOSES,
    closing: 'atTime',
    nominations: docket.nominations,
  });
  const id = (draft as { readonly id: string }).id;
  expect((await secretary.post(`/sessions/${id}/open`, { expects: 0 })).status).toBe(202);
  const { lines: agenda } = await eventually(
    () => service.store.sessions.need(id),
    ({ status }) => status === 'open',
  );
  const found = await service.store.nominations.many(agenda.map((line) => line.nomination));
  const lines = agenda.map(({ no, nomination }) => {
    const { dossier: of } = found.get(nomination)!;
    return { no, nomination, name: of.nominee.name, printed: printedOf(of) };
  });
  return { id, docket, secretary, lines, own: agenda.find(({ recused }) => recused.includes(NOMINEE))!.no };
}

async function waiting(service: TestService): Promise<TestDocket> {
  const docket = await sendDocket(service, nominees(), { selfChecked: true });
  await docket.reach('waitingForCouncil');
  return docket;
}
