import type { IssuedPages } from '../../templates/pages';
import { appFrame } from './app-samples';

/** Pages about what was decided. */

const frame = appFrame;
const LONG = 'Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Như Hoàng Mẫu Hậu';
const form = { action: '/app/cases/new', submission: '0-5f0c' } as const;
const text = (name: string, value = '') =>
  ({ name, label: { key: `printed.${name}` }, kind: 'text', value, required: true }) as const;
const changes = {
  title: { key: 'issuedPages.kind.correction' },
  heads: ['what', 'printed', 'correct'],
  rows: [[{ text: { key: 'printed.name' }, main: true }, { text: LONG }, { text: `${LONG}n` }]],
} as const;
const facts = [
  { label: { key: 'issuedPages.fact.holder' }, value: LONG },
  { label: { key: 'issuedPages.fact.certificate' }, value: 'SV-QĐ-UBND-2026-00012', href: '/app/certificates/A' },
];

export const issuedSamples: IssuedPages = {
  'app/issued/record': {
    frame,
    kind: { key: 'issuedPages.kind.correction' },
    title: LONG,
    lead: 'Về việc tặng Bằng khen',
    notes: [{ tone: 'stop', text: { key: 'issuedPages.caseStatus.held' } }],
    standing: {
      state: { key: 'issuedPages.caseStatus.awaitingPaper' },
      tone: 'due',
      say: 'Chờ văn bản số 05/QĐ-UBND.',
    },
    actions: [{ href: '/app/cases/VV-1/act/cancel', text: { key: 'issuedPages.certificate.newCase' } }],
    factsTitle: { key: 'issuedPages.certificate.facts' },
    facts,
    sections: [changes],
    works: [
      {
        title: { key: 'issuedPages.certificate.papers' },
        say: { key: 'issuedPages.review.how' },
        links: [{ href: '/x.pdf', text: { key: 'issuedPages.certificate.pdf' }, download: true }],
        ask: { action: '/x.pdf', fields: [text('name')], button: { key: 'issuedPages.certificate.pdf' } },
        post: {
          ...form,
          fields: [text('merit')],
          button: { key: 'issuedPages.certificate.pdf' },
        },
      },
    ],
  },
  'app/issued/review': {
    frame,
    ...form,
    title: { key: 'issuedPages.kind.correction' },
    subject: 'SV-QĐ-UBND-2026-00012',
    facts,
    sections: [changes],
    notes: [{ tone: 'warn', text: { key: 'issuedPages.review.how' } }],
    typed: [{ name: 'reason', value: '"<b>' }],
    button: { key: 'issuedPages.kind.correction' },
  },
};
