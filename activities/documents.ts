import { Context } from '@temporalio/activity';
import type { Award } from '../domain/award';
import { Problem } from '../domain/errors';
import { holdsOn } from '../domain/award';
import type { Day } from '../domain/time';
import { DocumentError, qrModules, type RenderedDocument } from '../platform/documents';
import type {
  AuthorityRecord,
  CertificateRecord,
  DecisionRecord,
  NominationRecord,
  Nominee,
  StoredDocument,
} from '../platform/store';
import type {
  CertificateDocument,
  DecisionAward,
  DecisionDocument,
  DecisionLine,
  DocumentSignature,
} from '../templates/documents';
import { fileNumber } from '../platform/store/paper-names';
import { dayInFull } from '../templates/format';
import { nomineeInList } from '../templates/documents/nominee';
import type { Activities } from './index';
import type { ActivityContext } from './context';
import { articlesOf, kindsOf, printedName, subjectOf } from './wording';

/** Ceremony order of a list: collective, household, person (Decree 152/2025 art. 29(5)). */
const KINDS = ['collective', 'household', 'person'] as const;

/**
 * Renders what was decided, from committed records only, and keeps the bytes. What is stored once is served for ever, so a
 * second run renders only what is still missing.
 */
export function documentActivities({
  store,
  documents,
  catalogue,
  pack,
  publicUrl,
}: ActivityContext): Pick<Activities, 'renderDecision' | 'renderCertificates'> {
  return {
    async renderDecision({ decision: id }) {
      const decision = await store.decisions.need(id);
      if (decision.documents?.decision) return;
      const authority = await authorityOf(decision);
      const nominations = await store.nominations.many(decision.lines);
      const certificates = new Map((await store.certificates.ofDecision(id)).map((c) => [c.nomination, c]));
      const lines = decision.lines.map((line) => nominations.get(line)!);
      const proposal = decision.proposal === undefined ? undefined : await store.proposals.need(decision.proposal);
      const signature = await signed(decision, authority);
      const rendered = await drawn(
        documents.renderDecision(decisionDocument(decision, authority, signature, lines, certificates, proposal)),
      );
      await store.decisions.setDocument(
        id,
        await keep(`quyet-dinh-${fileNumber(decision.number)}.pdf`, rendered, decision.at),
      );
    },

    async renderCertificates({ decision: id }) {
      const decision = await store.decisions.need(id);
      const authority = await authorityOf(decision);
      const signature = await signed(decision, authority);
      const certificates = await store.certificates.ofDecision(id);
      for (const [i, certificate] of certificates.entries()) {
        Context.current().heartbeat(i);
        if (certificate.document) continue;
        const rendered = await drawn(
          documents.renderCertificate(certificateDocument(certificate, decision, authority, signature)),
        );
        await store.certificates.setDocument(
          certificate._id,
          await keep(`${fileNumber(certificate.number)}.pdf`, rendered, certificate.issuedAt),
        );
      }
    },
  };

  async function authorityOf(decision: DecisionRecord): Promise<AuthorityRecord> {
    return await store.authorities.need(decision.authority ?? '');
  }

  async function signed(decision: DecisionRecord, authority: AuthorityRecord): Promise<DocumentSignature> {
    return signatureOf(decision, authority, (await store.people.need(authority.person)).post);
  }

  /** Text that cannot be printed as it stands will not print on a second try either. */
  async function drawn(rendering: Promise<RenderedDocument>): Promise<RenderedDocument> {
    try {
      return await rendering;
    } catch (error) {
      if (error instanceof DocumentError) throw new Problem('NOT_PRINTABLE', error.message, { code: error.code });
      throw error;
    }
  }

  async function keep(name: string, rendered: RenderedDocument, at: string): Promise<StoredDocument> {
    const bytes = Buffer.from(rendered.pdf);
    const stored = await store.files.put(
      name,
      bytes,
      { contentType: 'application/pdf', renderer: rendered.renderer },
      at,
    );
    return { file: stored.id, sha256: rendered.sha256, renderer: rendered.renderer, bytes: bytes.length };
  }

  function decisionDocument(
    decision: DecisionRecord,
    authority: AuthorityRecord,
    signature: DocumentSignature,
    lines: readonly NominationRecord[],
    certificates: ReadonlyMap<string, CertificateRecord>,
    proposal: { readonly submitter: string; readonly number: string; readonly date: Day } | undefined,
  ): DecisionDocument {
    const byAward = ofAwards(lines);
    const subject = subjectOf(byAward.map((a) => a.award));
    return {
      title: `Quyết định số ${decision.number} ngày ${shown(decision.date)} ${subject.replace(/^V/, 'v')}`,
      ...(authority.superior === undefined ? {} : { superior: authority.superior }),
      issuer: authority.issuer,
      number: decision.number,
      place: authority.place,
      signedOn: decision.date,
      subject,
      authority: authority.title,
      bases: [
        ...pack.legalBases
          .filter((b) => holdsOn(b, decision.date) && (b.levels?.includes(authority.level) ?? true))
          .map((b) => b.text),
        ...(proposal
          ? [`Theo đề nghị của ${proposal.submitter} tại Tờ trình số ${proposal.number} ${dayInFull(proposal.date)}`]
          : []),
      ],
      articles: articlesOf(byAward.map(({ award, of }) => ({ award, subjects: of.map((n) => n.dossier.nominee) }))),
      recipients: ['Như Điều 3', pack.province.standingBody.name.vi, 'Lưu: VT, TĐKT'],
      signature,
      annex: {
        title: `Danh sách ${kindsOf(lines.map((l) => l.dossier.nominee))} được khen thưởng`,
        awards: byAward.map(({ award, of }) => ({ name: award.name.vi, groups: groups(of, certificates) })),
      },
      copy: { note: 'Bản điện tử lưu hồ sơ' },
    };
  }

  function certificateDocument(
    certificate: CertificateRecord,
    decision: DecisionRecord,
    authority: AuthorityRecord,
    signature: DocumentSignature,
  ): CertificateDocument {
    const { nominee, merit, posthumous, awardName, unitName } = certificate.snapshot;
    const award = catalogue.find((a) => a.code === certificate.award);
    const url = `${publicUrl}/verify/${certificate.verifyCode}`;
    return {
      title: `${awardName.vi} – ${nominee.name}`,
      issuer: authority.title,
      award: { kind: award?.kind ?? 'commendation', name: printedName(awardName.vi) },
      nominee: {
        kind: nominee.kind,
        ...(nominee.kind === 'person' ? { address: nominee.address } : {}),
        ...named(nominee, unitName),
        name: nominee.name,
        posthumous,
      },
      achievement: merit.replace(/\s+/g, ' ').trim(),
      decision: { number: decision.number, date: decision.date },
      goldBookNumber: certificate.goldBookNumber,
      place: authority.place,
      issuedOn: decision.date,
      signature,
      verification: {
        code: `${certificate.verifyCode.slice(0, 5)}-${certificate.verifyCode.slice(5)}`,
        address: `${publicUrl.replace(/^https?:\/\//, '')}/verify`,
        modules: qrModules(url),
      },
    };
  }

  /** The lines by award, in ceremony order: high before low, title before commendation. */
  function ofAwards(lines: readonly NominationRecord[]): { award: Award; of: NominationRecord[] }[] {
    const groups = new Map<string, { award: Award; of: NominationRecord[] }>();
    for (const line of lines) {
      const award = catalogue.find((a) => a.code === line.dossier.award);
      if (!award) throw new Problem('NOT_FOUND', `award ${line.dossier.award}`);
      const group = groups.get(award.code) ?? { award, of: [] };
      group.of.push(line);
      groups.set(award.code, group);
    }
    return [...groups.values()].sort((a, b) => a.award.rank - b.award.rank);
  }
}

/** Collective, household, person; living before posthumous; numbered through within an award. */
function groups(
  lines: readonly NominationRecord[],
  certificates: ReadonlyMap<string, CertificateRecord>,
): DecisionAward['groups'] {
  let number = 0;
  return KINDS.flatMap((kind) =>
    [false, true].map((posthumous) => ({
      kind,
      posthumous,
      lines: lines
        .filter((l) => l.dossier.nominee.kind === kind && l.dossier.posthumous === posthumous)
        .map((l): DecisionLine => {
          const certificate = certificates.get(l._id);
          const { nominee } = l.dossier;
          number += 1;
          return {
            number,
            ...named(nominee, certificate?.snapshot.unitName),
            ...(certificate ? { goldBookNumber: certificate.goldBookNumber } : {}),
          };
        }),
    })),
  ).filter((group) => group.lines.length > 0);
}

/** Name and detail of a nominee; a detail that there is not is left out. */
function named(nominee: Nominee, unitName?: string): { readonly name: string; readonly detail?: string } {
  const { name, detail } = nomineeInList(nominee, unitName);
  return detail === '' ? { name } : { name, detail };
}

/** "TM." stands before the body, the other forms before the post of the one who would else sign (Decree 30/2020 art. 13). */
function signatureOf(decision: DecisionRecord, authority: AuthorityRecord, headPost: string): DocumentSignature {
  const on = decision.form === 'TM.' ? authority.issuer : headPost;
  return {
    ...(decision.form === 'direct' ? {} : { capacity: [`${decision.form} ${on}`] }),
    post: decision.signerPost,
    name: decision.signer,
    mark: '(Đã ký)',
  };
}

const shown = (day: Day): string => day.split('-').reverse().join('/');
