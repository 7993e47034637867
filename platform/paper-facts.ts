import type { Award } from '../domain/award';
import type { ProvincePack } from '../domain/pack';
import { missingFacts, type MissingFact } from '../domain/paperFacts';
import type { AuthorityRecord, DecisionRecord, Store } from './store';

/** What the paper of a decision would lack: its number is taken only when that is nothing. */
export async function lackingFacts(
  { store, pack, catalogue }: { store: Pick<Store, 'nominations'>; pack: ProvincePack; catalogue: readonly Award[] },
  { level, issuer, title, place }: AuthorityRecord,
  { lines, date, signer, signerPost }: Pick<DecisionRecord, 'lines' | 'date' | 'signer' | 'signerPost'>,
): Promise<MissingFact[]> {
  const nominations = await store.nominations.many(lines);
  return missingFacts({
    ...{ level, issuer, title, place, date, signer, signerPost },
    legalBases: pack.legalBases,
    lines: lines.flatMap((line) => {
      const dossier = nominations.get(line)?.dossier;
      if (!dossier) return [];
      const award = catalogue.find((a) => a.code === dossier.award);
      return [{ nomination: line, name: dossier.nominee.name, merit: dossier.merit, ...(award ? { award } : {}) }];
    }),
  });
}
