import type { OfficePages } from '../../templates/pages';
import { appFrame } from './app-samples';

/** Pages of offices. */

const frame = appFrame;
const LONG = 'Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Như Hoàng Mẫu Hậu';
const finding = {
  tone: 'stop',
  standing: { key: 'officePages.finding.BLOCK' },
  say: 'Chưa có đủ hai năm liên tục được xếp loại.',
  citation: 'khoản 1 Điều 22 Luật Thi đua, khen thưởng',
} as const;
const change = { label: 'Thành tích', before: 'Hoàn thành nhiệm vụ', after: 'Hoàn thành xuất sắc nhiệm vụ' };
const status = { status: { key: 'status.office.screening' }, tone: 'plain' } as const;

export const officeSamples: OfficePages = {
  'app/office/tables': {
    frame,
    title: { key: 'app.entry.nominations' },
    lead: 'thứ Ba, ngày 24/11/2026',
    notes: [{ tone: 'warn', text: { key: 'officePages.today.undelivered', values: { count: 2 } } }],
    filters: {
      action: '/app/nominations',
      open: true,
      fields: [
        { name: 'q', label: { key: 'officePages.field.q' }, kind: 'search', value: 'nguyen van mau' },
        {
          name: 'status',
          label: { key: 'officePages.field.status' },
          kind: 'select',
          options: [{ value: '', text: { key: 'officePages.list.any' }, selected: true }],
        },
      ],
      more: [{ name: 'overdue', label: { key: 'officePages.field.overdue' }, kind: 'check', checked: true }],
    },
    charts: [
      { title: { key: 'officePages.pictures.standing' }, bars: [{ label: 'Đang thẩm định', n: 24, width: 100 }] },
    ],
    sections: [
      {
        title: { key: 'officePages.today.incoming' },
        count: { key: 'officePages.today.proposals', values: { count: 1 } },
        heads: ['unitProposal', 'unit', 'toReceive', 'due', 'since', 'status'],
        rows: [
          [
            { text: '1034/TTr-STC', href: '/app/unit-proposals/TT-2026-000045' },
            { text: 'Sở Tài chính', sub: LONG, main: true },
            { n: 24 },
            { day: '2026-11-26' },
            { at: '2026-11-24T03:12:00.000Z' },
            { text: status.status, tone: 'plain' },
          ],
          [{ text: '88/TTr-UBND' }, { text: 'UBND phường M', main: true }, { n: 0 }, {}, {}, {}],
        ],
        more: { href: '/app/nominations?status=screening', text: { key: 'officePages.today.all' } },
      },
      { heads: [], rows: [], empty: { key: 'officePages.list.none' } },
    ],
    pager: { previous: '?cursor=a', next: '?cursor=b' },
    links: [{ href: '/app/nominations.xlsx', text: { key: 'officePages.list.xlsx' }, download: true }],
  },
  'app/office/nomination': {
    frame,
    number: 'HS-2026-000123',
    name: LONG,
    award: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Đ',
    ...status,
    answer: 'Hồ sơ HS-2026-000123: Đang thẩm định. Đang ở: Cơ quan thường trực, từ 08 giờ 00 ngày 16/11.',
    notes: [{ tone: 'plain', text: { key: 'officePages.dossier.unknown' } }],
    facts: [
      { label: { key: 'officePages.fact.unitProposal' }, value: '1034/TTr-STC', href: '/app/unit-proposals/TT-1' },
    ],
    findings: [finding, { ...finding, tone: 'ok', standing: { key: 'officePages.finding.met' } }],
    changes: [change],
    papers: [{ name: 'Báo cáo thành tích', url: '?paper=abc' }],
    papersWithout: ['Biên bản bình xét'],
    actions: [{ action: 'accept', href: '/app/nominations/HS-2026-000123/act/accept' }],
    trail: {
      heads: ['at', 'event', 'reason', 'actor'],
      rows: [[{ at: '2026-11-24T03:12:00.000Z' }, { text: { key: 'action.receive' }, main: true }, {}, { text: 'a' }]],
    },
    links: [{ href: '/app/nominations', text: { key: 'officePages.dossier.list' } }],
  },
  'app/office/incoming': {
    frame,
    action: '/app/unit-proposals/TT-2026-000045',
    submission: '0-abc',
    title: { key: 'officePages.incoming.title', values: { number: '1034/TTr-STC', unit: 'Sở Tài chính' } },
    notes: [],
    facts: [{ label: { key: 'officePages.fact.signer' }, value: 'Nguyễn Văn Mẫu' }],
    papers: [{ name: 'Tờ trình', url: '?paper=abc' }],
    lines: [
      {
        id: 'HS-2026-000123',
        version: 3,
        name: LONG,
        award: 'Bằng khen',
        href: '/app/nominations/HS-2026-000123',
        ...status,
        due: '2026-11-26',
        choosable: true,
        chosen: true,
        findings: [finding],
        changes: [change],
      },
    ],
    receive: [{ name: 'number', label: { key: 'officePages.act.number' }, kind: 'text' }],
    mayAccept: true,
    results: [{ name: LONG, done: false, text: 'Hồ sơ đã thay đổi.' }],
  },
};
