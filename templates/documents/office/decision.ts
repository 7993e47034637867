import { dayInFull } from '../../format';
import type { DecisionDocument } from '../index';
import { field, list, maybe, maybeList, type FieldsOf } from './field';
import {
  atBeginning,
  decidedFields,
  listOfDecision,
  marked,
  officePaperFields,
  openDate,
  openNumber,
  signatureFields,
  type DecidedAward,
  type OfficePaper,
} from './parts';

/** Quyết định khen thưởng, với danh sách kèm theo. */
export interface DecisionPaper extends OfficePaper {
  subject: string;
  authority: string;
  bases: { text: string }[];
  articles: { no: string; text: string; last: boolean; paragraphs: { text: string }[] }[];
  listTitle: string;
  awards: DecidedAward[];
}

export const decisionFields: FieldsOf<DecisionPaper> = {
  ...officePaperFields,
  issuer: { ...officePaperFields.issuer, example: 'Ủy ban nhân dân tỉnh Đ' },
  subject: field('Trích yếu', 'What it is about', 'Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Đ'),
  authority: field('Thẩm quyền ban hành', 'Whose decision it is', 'Chủ tịch Ủy ban nhân dân tỉnh Đ'),
  bases: list('Căn cứ ban hành, mỗi dòng đã có dấu cuối dòng', 'Legal bases, each with its mark at the end', {
    text: field('Một căn cứ', 'One basis', 'Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;'),
  }),
  articles: list('Các điều của Quyết định', 'The articles', {
    no: field('Số của điều', 'Number of the article', '1'),
    text: field('Nội dung', 'Text', 'Tặng Bằng khen cho 02 tập thể, 05 cá nhân (có danh sách kèm theo).'),
    last: maybe(
      'Là điều cuối (điều kiện): không tách khỏi chữ ký',
      'Whether it is the last one (condition): it stays with the signature',
      true,
    ),
    paragraphs: maybeList('Các khoản tiếp theo', 'Further paragraphs', {
      text: field('Một khoản', 'One paragraph', 'Kinh phí lấy từ Quỹ thi đua, khen thưởng.'),
    }),
  }),
  listTitle: field('Tên danh sách kèm theo', 'Title of the list', 'Danh sách tập thể, cá nhân được khen thưởng'),
  awards: list('Danh sách theo hình thức khen thưởng', 'The list, by award', decidedFields),
};

/** The decision for a word processor, from the same words as its file copy. A draft has no number and no date yet. */
export function decisionPaper(of: DecisionDocument, draft?: { readonly symbol: string }): DecisionPaper {
  return {
    title: draft ? `Dự thảo Quyết định ${of.subject.replace(/^V/, 'v')}` : of.title,
    superior: of.superior ?? '',
    issuer: of.issuer,
    number: draft ? openNumber(draft.symbol) : of.number,
    place: atBeginning(of.place),
    dated: draft ? openDate(of.signedOn) : dayInFull(of.signedOn),
    subject: of.subject,
    authority: of.authority,
    bases: marked(of.bases, '.'),
    articles: of.articles.map(({ text, paragraphs = [] }, i) => ({
      no: String(i + 1),
      text,
      last: i + 1 === of.articles.length,
      paragraphs: paragraphs.map((paragraph) => ({ text: paragraph })),
    })),
    recipients: marked(of.recipients, '.'),
    ...signatureFields(of.signature),
    listTitle: of.annex?.title ?? '',
    awards: listOfDecision(of),
  };
}
