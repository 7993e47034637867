import { Problem } from '../../domain/errors';
import { mailTextParts } from '../../domain/mailText';
import { appendTo } from './audit';
import { isDuplicate } from './errors';
import type { Language, MailTextRecord } from './records';
import type { Db } from './rows';
import { findMany, findOne, insert, needOne } from './rows';
import type { By, Inserted } from './shapes';

/** Which mail, in which language, of which agency; without one, the province's. */
export interface MailTextOf {
  readonly kind: string;
  readonly lang: Language;
  readonly unit?: string | undefined;
}

export interface MailTextStore {
  /** What an agency says now; undefined where it has never said anything of its own. */
  inForce(of: MailTextOf): Promise<MailTextRecord | undefined>;
  /** Oldest first. */
  versions(of: MailTextOf): Promise<readonly MailTextRecord[]>;
  /** The last version of every mail that an agency has changed. */
  all(unit: string | undefined): Promise<readonly MailTextRecord[]>;
  /**
   * The next version, which is in force at once. The same wish again is the same version.
   * @param expects the last version that its writer has seen
   * @throws Problem STATE_CHANGED when there is a later one, KEY_REUSED when the wish stands for other words
   */
  add(
    of: MailTextOf,
    version: Pick<MailTextRecord, 'subject' | 'opening' | 'closing' | 'putBack' | 'wish'>,
    expects: number,
    by: By,
  ): Promise<Inserted<MailTextRecord>>;
  /** @throws Problem NOT_FOUND */
  need(of: MailTextOf, version: number): Promise<MailTextRecord>;
}

const scopeOf = ({ kind, lang, unit = '' }: MailTextOf): string => `${kind}.${lang}@${unit}`;

export function mailTextStore(db: Db): MailTextStore {
  const { mailTexts } = db.models;
  const lastOf = (scope: string, session?: Parameters<typeof findMany>[3]) =>
    findMany(mailTexts, { scope }, { version: -1 }, session).then(([last]) => last);

  async function before(wish: string, scope: string, said: Partial<MailTextRecord>) {
    const stored = await findOne(mailTexts, { wish });
    if (!stored) return undefined;
    const same = stored.scope === scope && mailTextParts.every((part) => stored[part] === said[part]);
    if (!same) throw new Problem('KEY_REUSED', `mail text ${wish}`);
    return stored;
  }

  return {
    async inForce(of) {
      const [last] = await mailTexts
        .find({ scope: scopeOf(of) })
        .sort({ version: -1 })
        .limit(1)
        .lean<MailTextRecord[]>();
      return last;
    },
    versions: (of) => findMany(mailTexts, { scope: scopeOf(of) }, { version: 1 }),
    async all(unit) {
      const found = await findMany(mailTexts, { unit: unit ?? null }, { scope: 1, version: 1 });
      return [...new Map(found.map((record) => [record.scope, record])).values()];
    },
    need: (of, version) => needOne(mailTexts, { _id: `${scopeOf(of)}/${version}` }),
    async add(of, version, expects, { actor, now }) {
      const scope = scopeOf(of);
      const known = await before(version.wish, scope, version);
      if (known) return { record: known, created: false };
      const { kind, lang, unit } = of;
      try {
        return await db.transaction(async (session) => {
          const last = (await lastOf(scope, session))?.version ?? 0;
          if (last !== expects) throw new Problem('STATE_CHANGED', scope, { version: last });
          const record: MailTextRecord = {
            ...version,
            _id: `${scope}/${last + 1}`,
            scope,
            kind,
            lang,
            ...(unit === undefined ? {} : { unit }),
            version: last + 1,
            at: now,
            by: actor,
          };
          await insert(mailTexts, [record], session);
          const { subject, opening, closing, putBack } = record;
          const data = {
            version: record.version,
            subject,
            opening,
            closing,
            ...(putBack === undefined ? {} : { putBack }),
          };
          const entry = { key: `version/${record.version}`, at: now, actor, type: 'mailTextChanged', data };
          await appendTo(db, [{ entity: `mail-texts/${scope}`, ...entry }], session);
          return { record, created: true };
        });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const mine = await before(version.wish, scope, version);
        if (mine) return { record: mine, created: false };
        throw new Problem('STATE_CHANGED', scope);
      }
    },
  };
}
