import type { MailPages } from '../../templates/pages';
import { appFrame } from './app-samples';

/** Pages about mails. */

const frame = appFrame;
const form = { action: '/app/mails/one', submission: '0-b0c1d2e3-0001' };
const AT = '2026-11-24T03:12:00.000Z';
const LONG = 'Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Như Hoàng Mẫu Hậu';
const words = 'Sở Nội vụ đã nhận hồ sơ của quý đơn vị';

export const mailPageSamples: MailPages = {
  'app/mails/mail': {
    advice: 'dossier',
    frame,
    ...form,
    subject: '[TĐKT] Đề nghị bổ sung 2 hồ sơ, Tờ trình số 1034/TTr-STC, hạn 02/12/2026',
    kind: 'return',
    to: 'van-thu@so-tai-chinh.example',
    name: LONG,
    status: 'failed',
    tries: 3,
    queuedAt: AT,
    acceptedAt: AT,
    serverReply: '550 mailbox unavailable',
    about: { text: 'TT-2026-000045', href: '/app/unit-proposals/TT-2026-000045' },
    again: 'invitation',
    text: '/app/mail-texts/return',
    done: true,
  },
  'app/mails/text': {
    frame,
    kind: 'return',
    text: 'vi',
    ...form,
    fields: [
      { name: 'subject', label: { key: 'mails.texts.subject' }, kind: 'text', value: words, error: 'Có mã HTML.' },
      { name: 'opening', label: { key: 'mails.texts.opening' }, kind: 'long', value: 'Kính thưa quý đơn vị.' },
    ],
    placeholders: ['body', 'officer', 'phone', 'unit', 'ttr', 'n', 'due'],
    versions: [
      { version: 2, current: true, at: AT, by: LONG, subject: words },
      { version: 1, current: false, at: AT, by: 'Trần Văn Mẫu', subject: '', putBack: 0 },
      { version: 0, current: false },
    ],
    look: {
      of: 'TT-2026-000045',
      how: 'sent',
      error: 'Không có trường hợp nào.',
      recent: [{ of: 'TT-2026-000044', href: '/app/mail-texts/return?of=TT-2026-000044' }],
      mail: 'can-bo@so-noi-vu.example',
    },
    shown: {
      subject: words,
      blocks: [
        { text: 'Kính gửi: Sở Tài chính.' },
        { list: ['1. Một'] },
        { label: 'Bổ sung', link: '…' },
        { small: 'Ký' },
      ],
      text: 'Kính gửi: Sở Tài chính.',
      html: '/app/mail-texts/return/preview.html',
    },
    typed: true,
    done: 'sent',
    refusal: 'Dữ liệu gửi lên chưa đúng.',
    errors: [{ to: 'f-subject', text: 'Có mã HTML.' }],
  },
};
