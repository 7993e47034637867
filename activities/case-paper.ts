import { byPaper, type PaperCaseKind } from '../domain/case/state';
import { Problem } from '../domain/errors';
import { dayOf } from '../domain/time';
import { drawn } from '../platform/documents';
import type { AuthorityRecord, CaseRecord, DecisionRecord, HistoryRecord } from '../platform/store';
import { fileNumber } from '../platform/store/paper-names';
import type { DecisionDocument, DocumentSignature, LetterDocument } from '../templates/documents';
import { legalBases } from '../templates/documents/decision';
import { sentenceCase } from '../templates/documents/nominee';
import { dayInFull } from '../templates/format';
import { fieldLabel, groundLabel } from '../templates/words';
import {
  awardNameOf,
  conferralOf,
  entryOfCase,
  givenBy,
  paperSubject,
  returnsOf,
  type Conferral,
} from './case-wording';
import type { ActivityContext } from './context';
import type { Activities } from './index';
import { documentActivities } from './documents';
import { paperTools } from './paper-tools';

/** The paper of a case with all that it says; a draft has no number and no day yet. */
interface CasePaper extends Conferral {
  readonly matter: CaseRecord & { readonly kind: PaperCaseKind };
  readonly decision?: DecisionRecord;
  readonly authority: AuthorityRecord;
  readonly entry: HistoryRecord;
  readonly unit: string;
  readonly signature: DocumentSignature;
  readonly subject: string;
  /** "Căn cứ Kết luận thanh tra số 12/KL-TTr ngày 13 tháng 11 năm 2026": of a revocation. */
  readonly conclusion?: string;
}

/**
 * Draws the correction letter, the replacing or the revoking decision: as a draft when the case is opened, as the file copy once
 * number and day stand; and the new certificate. Bytes that are kept stay; a second run draws only what is missing. What cannot be
 * printed is noted on the case, so that its office sees it.
 */
export function casePaperActivities(context: ActivityContext): Pick<Activities, 'renderCasePaper'> {
  const { store, documents, pack } = context;
  const { keep, signed, signing } = paperTools(context);
  const { renderCertificates } = documentActivities(context);
  return {
    async renderCasePaper({ caseId }) {
      const matter = await store.cases.need(caseId);
      if (!isByPaper(matter) || matter.authority === undefined) return;
      try {
        await draw(matter, matter.authority);
      } catch (error) {
        if (error instanceof Problem && error.code === 'NOT_PRINTABLE')
          await store.cases.setUndrawn(caseId, error.code);
        throw error;
      }
      if (matter.undrawn !== undefined) await store.cases.setUndrawn(caseId, undefined);
    },
  };

  async function draw(matter: CasePaper['matter'], authority: string): Promise<void> {
    const decision = matter.decision === undefined ? undefined : await store.decisions.need(matter.decision);
    if (!(decision ? decision.documents?.decision : matter.draft)) {
      const paper = await paperOf(matter, authority, decision);
      const rendered = await drawn(
        matter.kind === 'correction'
          ? documents.renderLetter(letterOf(paper))
          : documents.renderDecision(decisionOf(paper)),
      );
      const name = decision ? `${fileNamesOf[matter.kind]}-${fileNumber(decision.number)}` : `du-thao-${matter._id}`;
      const stored = await keep(`${name}.pdf`, rendered, decision?.at ?? matter.createdAt);
      if (decision) await store.decisions.setDocument(decision._id, stored);
      else await store.cases.setDraft(matter._id, stored);
    }
    if (!decision || matter.issued === undefined) return;
    const certificate = await store.certificates.get(matter.issued);
    if (certificate) await renderCertificates({ decision: decision._id, lines: [certificate.nomination] });
  }

  async function paperOf(
    matter: CasePaper['matter'],
    authorityId: string,
    decision: DecisionRecord | undefined,
  ): Promise<CasePaper> {
    const authority = await store.authorities.need(authorityId);
    const unit = matter.holderUnit === undefined ? undefined : await store.units.get(matter.holderUnit);
    return {
      matter,
      ...(decision ? { decision } : {}),
      authority,
      entry: await entryOfCase(context, matter),
      ...(await conferralOf(context, matter)),
      unit: unit?.name ?? matter.holderUnit ?? '',
      signature: await (decision ? signed(decision, authority) : signing(authority, dayOf(matter.createdAt))),
      subject: await paperSubject(context, matter),
      ...(matter.kind === 'revocation' ? await conclusionOf(matter) : {}),
    };
  }

  /** What was found by whoever is competent; a decision that revokes rests on it. */
  async function conclusionOf(matter: CaseRecord): Promise<{ readonly conclusion?: string }> {
    const paper = (await store.notes.many([matter.note])).get(matter.note)?.paper;
    if (!paper) return {};
    const number = paper.number === undefined ? '' : ` số ${paper.number}`;
    const date = paper.date === undefined ? '' : ` ${dayInFull(paper.date)}`;
    return { conclusion: `Căn cứ ${paper.title}${number}${date}` };
  }

  function headOf({ matter, decision, authority }: CasePaper) {
    const symbol = matter.kind === 'correction' ? '' : authority.register.symbol;
    return {
      ...(authority.superior === undefined ? {} : { superior: authority.superior }),
      issuer: authority.issuer,
      number: decision?.number ?? `……/${symbol === '' ? '……' : symbol}`,
      place: authority.place,
      signedOn: decision?.date ?? dayOf(matter.createdAt),
      ...(decision ? {} : { draft: true }),
      copy: { note: decision ? 'Bản điện tử lưu hồ sơ' : 'Dự thảo' },
    };
  }

  function letterOf(paper: CasePaper): LetterDocument {
    const { matter, entry, holder, verb, unit, signature, subject } = paper;
    const award = awardNameOf(context, matter.awardCode);
    return {
      title: subject,
      ...headOf(paper),
      subject: `V/v ${subject.charAt(0).toLowerCase()}${subject.slice(1)}`,
      addressees: [unit || sentenceCase(holder)],
      paragraphs: [
        `Tại ${givenBy(entry)}, ${holder} được ${verb} ${award}. Do sai sót về thể thức, kỹ thuật trình bày, lỗi chính tả khi in, nội dung ghi trên ${award} được đính chính như sau:`,
      ],
      changes: changesOf(matter),
      closing: [
        `Các nội dung khác không thay đổi. Công văn này là một phần không tách rời của ${award} đã cấp; đề nghị ${unit || holder} thông báo cho tập thể, cá nhân được khen thưởng để lưu kèm./.`,
      ],
      recipients: ['Như trên', pack.province.standingBody.name.vi, 'Lưu: VT, TĐKT'],
      signature,
    };
  }

  function decisionOf(paper: CasePaper): DecisionDocument {
    const { matter, decision, authority, signature, subject, conclusion } = paper;
    const head = headOf(paper);
    return {
      title: decision
        ? `Quyết định số ${decision.number} ${dayInFull(decision.date)} ${subject.replace(/^V/, 'v')}`
        : `Dự thảo Quyết định ${subject.replace(/^V/, 'v')}`,
      ...head,
      subject,
      authority: authority.title,
      bases: [...legalBases(pack, authority.level, head.signedOn), ...(conclusion === undefined ? [] : [conclusion])],
      articles: matter.kind === 'revocation' ? revoking(paper) : replacing(paper),
      recipients: ['Như Điều 3', pack.province.standingBody.name.vi, 'Lưu: VT, TĐKT'],
      signature,
    };
  }

  function revoking(paper: CasePaper): DecisionDocument['articles'] {
    const { matter, entry, holder, verb, unit } = paper;
    const award = awardNameOf(context, matter.awardCode);
    const { count } = pack.periods.revocationReturn;
    const back = returnsOf(matter);
    const why = matter.ground === undefined ? '' : `, với lý do: ${groundLabel('vi', matter.ground)}`;
    return [
      { text: `Hủy bỏ việc ${verb} ${award} cho ${holder} tại ${givenBy(entry)}${why}.` },
      {
        text:
          back === ''
            ? 'Kết quả khen thưởng nêu tại Điều 1 không được dùng làm căn cứ xét các danh hiệu thi đua, hình thức khen thưởng khác.'
            : `Thu hồi ${back} kèm theo. ${sentenceCase(answerable(paper))} có trách nhiệm nộp lại trong thời hạn ${count} ngày làm việc kể từ ngày quyết định này có hiệu lực.`,
      },
      executing(unit, answerable(paper)),
    ];
  }

  function replacing(paper: CasePaper): DecisionDocument['articles'] {
    const { matter, entry, holder, verb, unit } = paper;
    const award = awardNameOf(context, matter.awardCode);
    return [
      {
        text: `Thay thế phần ${verb} ${award} cho ${holder} tại ${givenBy(entry)} bằng nội dung sau:`,
        paragraphs: [
          ...changesOf(matter).map(({ what, printed, correct }) => `${what}: “${correct}” (đã ghi: “${printed}”).`),
        ],
      },
      {
        text: `Thu lại ${award} đã cấp; cấp lại theo nội dung nêu tại Điều 1, vào sổ vàng theo số mới. Tiền thưởng không thay đổi.`,
      },
      executing(unit, answerable(paper)),
    ];
  }
}

/** Who does what a paper asks: whoever holds the award, or his family. */
const answerable = ({ holder, verb }: Conferral): string => (verb === 'tặng' ? holder : `đại diện gia đình ${holder}`);

const executing = (unit: string, holder: string): { text: string } => ({
  text: `Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan, đơn vị có liên quan${unit === '' ? '' : `, ${unit}`} và ${holder} chịu trách nhiệm thi hành Quyết định này./.`,
});

const changesOf = ({ changes = [] }: CaseRecord) =>
  changes.map(({ field, printed, correct }) => ({ what: fieldLabel('vi', field), printed, correct }));

const isByPaper = (matter: CaseRecord): matter is CasePaper['matter'] => byPaper(matter.kind);

const fileNamesOf = {
  correction: 'cong-van-dinh-chinh',
  replacement: 'quyet-dinh-thay-the',
  revocation: 'quyet-dinh-huy-bo',
} as const;
