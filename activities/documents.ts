import { Problem } from '../domain/errors';
import { drawn, qrModules } from '../platform/documents';
import type { AuthorityRecord, CertificateRecord, DecisionRecord } from '../platform/store';
import type { CertificateDocument, DocumentSignature } from '../templates/documents';
import { certificateFacts, printedCode, verifyAddress } from '../templates/documents/certificate';
import { decisionDocument } from '../templates/documents/decision';
import { fileNumber } from '../templates/documents/file-names';
import type { Activities } from './index';
import type { ActivityContext } from './context';
import { paperTools } from './paper-tools';

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
  const { signed, keep } = paperTools({ store });
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
      const of = { decision, authority, signature, lines, certificates, pack, catalogue };
      const rendered = await drawn(
        documents.renderDecision(decisionDocument({ ...of, ...(proposal === undefined ? {} : { proposal }) })),
      );
      await store.decisions.setDocument(
        id,
        await keep(`quyet-dinh-${fileNumber(decision.number)}.pdf`, rendered, decision.at),
      );
    },

    async renderCertificates({ decision: id, lines }) {
      const decision = await store.decisions.need(id);
      const authority = await authorityOf(decision);
      const signature = await signed(decision, authority);
      const issued = await store.certificates.ofNominations(lines);
      let unprintable: Problem | undefined;
      for (const certificate of issued.filter((c) => c.decision === id && !c.document)) {
        try {
          const rendered = await drawn(
            documents.renderCertificate(certificateDocument(certificate, decision, authority, signature)),
          );
          await store.certificates.setDocument(
            certificate._id,
            await keep(`${fileNumber(certificate.number)}.pdf`, rendered, certificate.issuedAt),
          );
        } catch (error) {
          // one that cannot be printed keeps the others from nothing
          if (!(error instanceof Problem) || error.code !== 'NOT_PRINTABLE') throw error;
          unprintable = error;
        }
      }
      if (unprintable) throw unprintable;
    },
  };

  async function authorityOf(decision: DecisionRecord): Promise<AuthorityRecord> {
    return await store.authorities.need(decision.authority ?? '');
  }

  function certificateDocument(
    certificate: CertificateRecord,
    decision: DecisionRecord,
    authority: AuthorityRecord,
    signature: DocumentSignature,
  ): CertificateDocument {
    const { snapshot, verifyCode } = certificate;
    return {
      title: `${snapshot.awardName.vi} – ${snapshot.nominee.name}`,
      ...certificateFacts({ certificate, decision, authority, signature, catalogue }),
      verification: {
        code: printedCode(verifyCode),
        address: verifyAddress(publicUrl),
        modules: qrModules(`${publicUrl}/verify/${verifyCode}`),
      },
    };
  }
}
