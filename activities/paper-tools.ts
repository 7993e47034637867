import type { RenderedDocument } from '../platform/documents';
import type { AuthorityRecord, DecisionRecord, StoredDocument } from '../platform/store';
import type { DocumentSignature } from '../templates/documents';
import { signatureOf } from '../templates/documents/decision';
import type { ActivityContext } from './context';

/** What every paper of an authority takes: who signed, and how its bytes are kept. */
export function paperTools({ store }: Pick<ActivityContext, 'store'>) {
  return { signed, keep };

  async function signed(decision: DecisionRecord, authority: AuthorityRecord): Promise<DocumentSignature> {
    return signatureOf(decision, authority, (await store.people.need(authority.person)).post);
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
}
