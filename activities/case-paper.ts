import { byPaper, type PaperCaseKind } from '../domain/case/state';
import { Problem } from '../domain/errors';
import { dayOf } from '../domain/time';
import { drawn } from '../platform/documents';
import type { AuthorityRecord, CaseRecord, DecisionRecord } from '../platform/store';
import { fileNumber } from '../templates/documents/file-names';
import type { DecisionDocument, DocumentSignature, LetterDocument } from '../templates/documents';
import {
  caseRecipients,
  caseTitle,
  conclusionText,
  copyNote,
  correctionText,
  givenBy,
  replacingArticles,
  returnsText,
  revokingArticles,
  type CaseWords,
} from '../templates/documents/case-paper';
import { legalBases } from '../templates/documents/decision';
import { fieldLabel, groundLabel } from '../templates/words';
import { awardNameOf, conferralOf, entryOfCase, paperSubject } from './case-wording';
import type { ActivityContext } from './context';
import type { Activities } from './index';
import { documentActivities } from './documents';
import { paperTools } from './paper-tools';

/** The paper of a case with all that it says; a draft has no number and no day yet. */
interface CasePaper {
  readonly matter: CaseRecord & { readonly kind: PaperCaseKind };
  readonly decision?: DecisionRecord;
  readonly authority: AuthorityRecord;
  readonly signature: DocumentSignature;
  readonly subject: string;
  readonly words: CaseWords;
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
      words: {
        ...(await conferralOf(context, matter)),
        award: awardNameOf(context, matter.awardCode),
        given: givenBy(await entryOfCase(context, matter)),
        unit: unit?.name ?? matter.holderUnit ?? '',
        back: returnsText(matter.returns),
      },
      signature: await (decision ? signed(decision, authority) : signing(authority, dayOf(matter.createdAt))),
      subject: await paperSubject(context, matter),
      ...(matter.kind === 'revocation' ? await conclusionOf(matter) : {}),
    };
  }

  /** What was found by whoever is competent; a decision that revokes rests on it. */
  async function conclusionOf(matter: CaseRecord): Promise<{ readonly conclusion?: string }> {
    const paper = (await store.notes.many([matter.note])).get(matter.note)?.paper;
    return paper ? { conclusion: conclusionText(paper) } : {};
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
      copy: { note: copyNote(decision !== undefined) },
    };
  }

  function letterOf(paper: CasePaper): LetterDocument {
    const { matter, words, signature, subject } = paper;
    return {
      title: subject,
      ...headOf(paper),
      subject: `V/v ${subject.charAt(0).toLowerCase()}${subject.slice(1)}`,
      ...correctionText(words),
      changes: changesOf(matter),
      recipients: caseRecipients(matter.kind, pack.province.standingBody.name.vi),
      signature,
    };
  }

  function decisionOf(paper: CasePaper): DecisionDocument {
    const { matter, words, decision, authority, signature, subject, conclusion } = paper;
    const head = headOf(paper);
    const ground = matter.ground === undefined ? {} : { ground: groundLabel('vi', matter.ground) };
    return {
      title: caseTitle(decision, subject),
      ...head,
      subject,
      authority: authority.title,
      bases: [...legalBases(pack, authority.level, head.signedOn), ...(conclusion === undefined ? [] : [conclusion])],
      articles:
        matter.kind === 'revocation'
          ? revokingArticles(words, { ...ground, returnDays: pack.periods.revocationReturn.count })
          : replacingArticles(words, changesOf(matter)),
      recipients: caseRecipients(matter.kind, pack.province.standingBody.name.vi),
      signature,
    };
  }
}

const changesOf = ({ changes = [] }: CaseRecord) =>
  changes.map(({ field, printed, correct }) => ({ what: fieldLabel('vi', field), printed, correct }));

const isByPaper = (matter: CaseRecord): matter is CasePaper['matter'] => byPaper(matter.kind);

const fileNamesOf = {
  correction: 'cong-van-dinh-chinh',
  replacement: 'quyet-dinh-thay-the',
  revocation: 'quyet-dinh-huy-bo',
} as const;
