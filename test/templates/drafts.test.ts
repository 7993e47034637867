import type { DraftData } from '../../templates/mail';
import { renderDraft } from '../../templates/mail';
import { person, secretary } from './mail-samples';
import { forbidden } from './words-forbidden';

const about = {
  to: 'Lãnh đạo Sở Tài chính',
  session: 'đợt lấy ý kiến lần 2 năm 2026',
  closes: '2026-11-27T10:00:00.000Z',
  now: '2026-11-26T02:30:00.000Z',
  n: 60,
  members: [
    { ...person, post: 'Giám đốc', role: 'Ủy viên' },
    { address: 'Bà', name: 'Lê Thị\nMẫu', post: 'Phó Giám đốc', role: 'Ủy viên' },
  ],
} as const;
const council = 'Hội đồng Thi đua - Khen thưởng tỉnh Đ';
const samples: DraftData = {
  agency: { ...about, council, secretary },
  chair: { ...about, to: 'Bà Phạm Thị Mẫu, Chủ tịch Hội đồng', voted: 5, total: 9 },
};

test('a letter to an agency asks that its members can vote, and says nothing of their sheets', () => {
  const { subject, text } = renderDraft('agency', 'vi', samples.agency);
  expect(subject).toBe('V/v đôn đốc thành viên Hội đồng gửi phiếu, hạn 17 giờ 00 ngày 27/11');
  expect(text).toMatch(/^Kính gửi: Lãnh đạo Sở Tài chính\.\n\n/);
  expect(text).toContain('- Ông Nguyễn Văn Mẫu, Giám đốc, Ủy viên.\n- Bà Lê Thị Mẫu, Phó Giám đốc, Ủy viên.\n\n');
  expect(text).toContain('phiếu được nhận đến 17 giờ 00, thứ Sáu, ngày 27/11/2026');
  expect(text).toContain('Thư ký Lê Thị Mẫu, điện thoại 0215 000 001');
});

test('a letter to the chair says how many have voted and what the quorum lacks', () => {
  const chair = (more: Partial<DraftData['chair']>) => renderDraft('chair', 'vi', { ...samples.chair, ...more });
  const { subject, text } = chair({ quorum: { needed: 6, lacking: 1 } });
  expect(subject).toBe('Báo cáo: 2 thành viên Hội đồng chưa gửi phiếu, hạn 17 giờ 00 ngày 27/11');
  expect(text).toContain('đã có 5/9 thành viên gửi phiếu');
  expect(text).toContain('Cần ít nhất 6 thành viên tham gia; còn thiếu 1.');
  expect(chair({ quorum: { needed: 5, lacking: 0 } }).text).toContain('đã đủ theo quy định');
  expect(chair({}).text).not.toMatch(/ít nhất|đã đủ/);
});

test.each(['vi', 'en'] as const)('no draft carries a link, a gap or a forbidden word: %s', (lang) => {
  const drafts = [renderDraft('agency', lang, samples.agency), renderDraft('chair', lang, samples.chair)];
  for (const { subject, text } of drafts) {
    expect(`${subject}\n${text}`).not.toMatch(/https?:|\{\{|undefined|\(\)|\n{3}| ,/);
    if (lang === 'vi') expect(subject + text).not.toMatch(forbidden);
  }
});
