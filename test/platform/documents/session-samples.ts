import { catalogue } from '../../../domain/catalogue';
import { councilRuleFor } from '../../../domain/councilRules';
import { tally } from '../../../domain/tally';
import { samplePack } from '../../../samples/pack';
import type { SessionRecords } from '../../../templates/documents/session';

type Session = SessionRecords['session'];
type Choice = SessionRecords['ballots'][number]['choices'][number];

const MEMBERS = [
  ['Nguyễn Văn Mẫu', 'Chủ tịch Ủy ban nhân dân tỉnh', 'Chủ tịch Hội đồng'],
  ['Trần Thị Mẫu', 'Giám đốc Sở Nội vụ', 'Phó Chủ tịch thường trực Hội đồng'],
  ['Lê Hoàng Mẫu', 'Phó Chủ tịch Ủy ban nhân dân tỉnh', 'Phó Chủ tịch Hội đồng'],
  [
    'Công Tằng Tôn Nữ Hoàng Ngọc Phương Khánh Mẫu',
    'Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh',
    'Ủy viên Hội đồng',
  ],
  ...Array.from({ length: 8 }, (_, i) => [`Phạm Văn Mẫu ${i + 5}`, 'Giám đốc sở', 'Ủy viên Hội đồng'] as const),
  ['Đỗ Thị Mẫu', 'Trưởng phòng Thi đua - Khen thưởng', 'Ủy viên, Thư ký Hội đồng'],
] as const;

const NOMINEES: readonly [string, Parameters<SessionRecords['nominations']['get']>[0], object][] = [
  [
    'CSTDT',
    'N1',
    { kind: 'person', name: 'Vũ Thị Mẫu', address: 'Bà', post: 'Trưởng phòng Ngân sách', unitName: 'Sở Tài chính' },
  ],
  [
    'CSTDT',
    'N2',
    {
      kind: 'person',
      name: 'Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Ngọc Phương Khánh Linh Mẫu',
      address: 'Bà',
      post: 'Phó Giám đốc Trung tâm Xúc tiến đầu tư, thương mại và du lịch',
      unitName: 'Sở Tài chính',
    },
  ],
  ['BKT', 'N3', { kind: 'collective', name: 'Phòng Ngân sách, Sở Tài chính' }],
  ['BKT', 'N4', { kind: 'household', name: 'Hộ ông Lò Văn Mẫu', residence: 'Bản Mẫu, xã N' }],
];

/** How each member chose: agree with all but what is named here; the last but one sent nothing. */
const EXCEPTIONS: Readonly<Record<string, Choice>> = {
  'C3/N2': 'no',
  'C4/N2': 'no',
  'C5/N2': 'other',
  'C6/N1': 'recused',
  'C7/N4': 'other',
};
const VOTERS = 12;

/** The records of a closed session of thirteen members, one of whom sent nothing. */
export function closedSession(over: Partial<Session> = {}): SessionRecords {
  const people = new Map(
    MEMBERS.map(([name, post], i) => [`C${i + 1}`, { address: /Thị|Nữ/.test(name) ? 'Bà' : 'Ông', name, post }]),
  );
  const voters = Array.from({ length: VOTERS }, (_, i) => `C${i + 1}`);
  const ballot = over.ballot ?? 'secret';
  const lines = NOMINEES.map(([award, nomination], i) => ({
    nomination,
    no: i + 1,
    award,
    rule: councilRuleFor(samplePack.councilRules, { award, level: 'province', day: '2026-11-16' }),
    recused: nomination === 'N1' ? ['C6'] : [],
  }));
  const choice = (person: string, nomination: string) => EXCEPTIONS[`${person}/${nomination}`] ?? 'yes';
  const ballots = lines.map(({ nomination }) => {
    const named = voters.map((person) => ({
      person,
      choice: choice(person, nomination),
      ...(choice(person, nomination) === 'other' ? { text: 'Đề nghị bổ sung báo cáo thành tích 3 %' } : {}),
    }));
    return { nomination, choices: named.map((n) => n.choice), ...(ballot === 'named' ? { named } : {}) };
  });
  const at = '2026-11-18T03:12:00.000Z';
  const session: Session = {
    _id: 'PH-3f9c2a7b10de',
    name: 'xét thi đua, khen thưởng năm 2026, đợt 2',
    kind: 'written',
    ballot,
    basis: {
      foundingDecision: 'Quyết định số 45/QĐ-UBND ngày 15/01/2026 của Chủ tịch Ủy ban nhân dân tỉnh Đ',
      regulation: 'Quy chế hoạt động của Hội đồng ban hành kèm theo Quyết định số 46/QĐ-UBND',
      article: 'khoản 3 Điều 8',
      orderedBy: 'Nguyễn Văn Mẫu, Chủ tịch Hội đồng',
    },
    openedAt: '2026-11-16T01:00:00.000Z',
    closesAt: '2026-11-20T10:00:00.000Z',
    closedAt: '2026-11-20T10:00:00.000Z',
    lines,
    leftOut: [{ nomination: 'N9' }],
    members: MEMBERS.map(([, , role], i) => ({
      person: `C${i + 1}`,
      role,
      ...(i < VOTERS ? { voted: true, at } : { voted: false }),
    })),
    countingBoard: [
      { name: 'Phạm Văn Mẫu 6', post: 'Chánh Văn phòng, Trưởng ban' },
      { name: 'Đỗ Thị Mẫu', post: 'Trưởng phòng Thi đua - Khen thưởng' },
    ],
    result: {
      members: MEMBERS.length,
      ballots: VOTERS,
      quorate: true,
      lines: lines.map(({ nomination, rule }, i) => {
        const of = (c: Choice) => ballots[i]!.choices.filter((said) => said === c).length;
        const counted = {
          yes: of('yes'),
          no: of('no'),
          abstain: of('abstain'),
          other: of('other'),
          recused: of('recused'),
        };
        return { nomination, tally: tally(rule, { members: MEMBERS.length, participated: VOTERS, ...counted }) };
      }),
      receiptCodes: Array.from({ length: VOTERS }, (_, i) => `${String.fromCharCode(65 + i)}7KQ-2M${i + 10}`),
      unlinkedAt: '2026-11-20T10:00:04.000Z',
      bundle: '5f2b9d1c'.repeat(8),
    },
    ...over,
  };
  return {
    session,
    council: {
      name: 'Hội đồng Thi đua - Khen thưởng tỉnh Đ',
      members: MEMBERS.map(([, , role], i) => ({ person: `C${i + 1}`, role, secretary: i === MEMBERS.length - 1 })),
    },
    authority: { issuer: 'Ủy ban nhân dân tỉnh Đ', place: 'Đ' },
    people,
    nominations: new Map(
      NOMINEES.map(([, id, nominee]) => [
        id,
        {
          unit: 'U01',
          dossier: {
            merit: 'Hoàn thành xuất sắc nhiệm vụ; thu ngân sách đạt 106,46 % dự toán; 02 sáng kiến cấp cơ sở.',
            nominee: nominee as never,
          },
        },
      ]),
    ),
    units: new Map([['U01', { name: 'Sở Tài chính' }]]),
    catalogue,
    ballots,
    course: [
      { at: '2026-11-16T01:00:00.000Z', type: 'opened', closesAt: '2026-11-19T10:00:00.000Z' },
      {
        at: '2026-11-18T01:00:00.000Z',
        type: 'extend',
        closesAt: '2026-11-20T10:00:00.000Z',
        reason: 'hai thành viên đi công tác',
      },
      { at: '2026-11-20T10:00:00.000Z', type: 'closing' },
      { at: '2026-11-20T10:00:04.000Z', type: 'counted' },
      { at: '2026-11-20T10:00:09.000Z', type: 'closed' },
    ],
    postings: new Map([
      [
        'N1',
        {
          firstDay: '2026-10-26',
          lastDay: '2026-11-09',
          places: ['Cổng thông tin điện tử tỉnh Đ'],
          support: 0,
          objections: 0,
          resolved: 0,
        },
      ],
    ]),
  };
}
