import { substitutionOn } from '../domain/signing';
import type { Day } from '../domain/time';
import type { RenderedDocument } from '../platform/documents';
import type { AuthorityRecord, DecisionRecord, StoredDocument } from '../platform/store';
import type { DocumentSignature } from '../templates/documents';
import { ownPost, signatureOf } from '../templates/documents/decision';
import type { ActivityContext } from './context';

/** What every paper of an authority takes: who signed, and how its bytes are kept. */
export function paperTools({ store }: Pick<ActivityContext, 'store'>) {
  return { signed, signing, keep };

  async function signed(decision: DecisionRecord, authority: AuthorityRecord): Promise<DocumentSignature> {
    return signatureOf(decision, authority, (await store.people.need(authority.person)).post);
  }

  /** Who would sign on a day: the authority, or who takes its place. */
  async function signing(authority: AuthorityRecord, day: Day): Promise<DocumentSignature> {
    const instead = substitutionOn(authority, day);
    const [head, deputy] = await Promise.all([
      store.people.need(authority.person),
      instead && store.people.need(instead.person),
    ]);
    if (!instead || !deputy) return { post: ownPost(head.post, authority.issuer), name: head.name };
    const deputed = { form: instead.form, signer: deputy.name, signerPost: deputy.post };
    const { mark: _signed, ...block } = signatureOf(deputed, authority, head.post);
    return block;
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
