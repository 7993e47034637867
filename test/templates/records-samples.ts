import type { PageData } from '../../templates/pages';
import { appFrame as frame } from './app-samples';

/** Samples of the pages of standing records. */

const LONG = 'Công Tằng Tôn Nữ Hoàng Phương Khánh Tường Vy Ngọc Diễm Mẫu';
const key = (name: string) => ({ key: `records.${name}` });

export const recordsSamples: Pick<PageData, 'app/records/record' | 'app/form'> = {
  'app/records/record': {
    frame,
    title: LONG,
    lead: key('people.besideHow'),
    back: { href: '/app/people', text: { key: 'app.entry.people' } },
    done: key('done.saved'),
    notes: [{ tone: 'warn', text: { key: 'records.people.same', values: { count: 1 } } }],
    acts: [
      { href: '/app/people/P1/edit', text: key('edit') },
      { href: '/app/people/P1/grade', text: key('people.addGrade') },
    ],
    facts: [{ label: key('field.unit'), value: 'Sở Tài chính', href: '/app/units/U01', sub: 'U01' }],
    filters: {
      action: '/app/people',
      fields: [{ name: 'q', label: key('people.q'), kind: 'search', value: 'nguyen van mau' }],
      more: [],
      open: false,
    },
    sections: [
      {
        title: key('section.grades'),
        heads: ['records.head.year', 'records.head.grade'],
        rows: [[{ text: '2026', main: true }, { text: key('grade.excellent') }]],
      },
    ],
    pager: { next: '/app/people?cursor=abc' },
    links: [{ href: '/app/people/P1/award-record.docx', text: key('people.awardRecord'), download: true }],
  },
  'app/form': {
    frame,
    action: '/app/people/P1/edit',
    submission: '17-abc',
    title: key('people.add'),
    subject: LONG,
    award: 'Bằng khen',
    lead: key('units.how'),
    step: 'review',
    back: { href: '/app/people/P1', text: LONG },
    choices: [{ id: 'units', options: [{ value: 'U01', text: 'Sở Tài chính' }] }],
    groups: [
      {
        fields: [
          {
            name: 'unit',
            label: key('field.unit'),
            kind: 'text',
            value: 'U01',
            list: 'units',
            error: 'Cần có mục này.',
          },
        ],
      },
      {
        fields: [
          {
            name: 'paper.file',
            label: { key: 'officePages.act.paper.file' },
            kind: 'file',
            hint: { key: 'officePages.act.scan.offered' },
            error: 'Chưa chọn tệp.',
            kept: { name: 'paper.attachment', value: 'a1', text: 'Văn bản.pdf' },
          },
        ],
      },
      {
        legend: key('units.head'),
        inRow: true,
        fields: [{ name: 'head.name', label: key('field.head_name'), kind: 'text', value: LONG }],
      },
    ],
    refusal: 'Nội dung gửi lên chưa đúng.',
    errors: [{ to: 'f-unit', text: 'Cần có mục này.' }, { text: 'Mục này không có trong biểu mẫu.' }],
    button: key('save'),
  },
};
