import { Context } from '@temporalio/activity';
import { Problem } from '../domain/errors';
import { DocumentError, qrModules, type RenderedDocument } from '../platform/documents';
import type { AuthorityRecord, CertificateRecord, DecisionRecord, StoredDocument } from '../platform/store';
import type { CertificateDocument, DocumentSignature } from '../templates/documents';
import { certificateFacts, printedCode, verifyAddress } from '../templates/documents/certificate';
import { decisionDocument, signatureOf } from '../templates/documents/decision';
import { fileNumber } from '../platform/store/paper-names';
import type { Activities } from './index';
import type { ActivityContext } from './context';

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
      const of = { decision, authority, signature, lines, certificates, pack, catalogue };
      const rendered = await drawn(
        documents.renderDecision(decisionDocument({ ...of, ...(proposal === undefined ? {} : { proposal }) })),
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
