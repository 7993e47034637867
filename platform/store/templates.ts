import { trusted } from 'mongoose';
import { Problem } from '../../domain/errors';
import type { Day } from '../../domain/time';
import { appendTo } from './audit';
import { sameContent } from './canonical';
import { isDuplicate } from './errors';
import type { TemplateAdoptionRecord, TemplateVersionRecord } from './records';
import type { FileStore } from './files';
import type { Db } from './rows';
import { findMany, findOne, insert, needOne } from './rows';
import type { AuditEntry, Inserted } from './shapes';

type Entry = Omit<AuditEntry, 'entity' | 'key'>;

export interface TemplateStore {
  /** Stores a file as the next version; the same file again is the same version. */
  add(
    version: Omit<TemplateVersionRecord, '_id' | 'scope' | 'version'>,
    trail: Entry,
  ): Promise<Inserted<TemplateVersionRecord>>;
  /** @throws Problem NOT_FOUND */
  need(kind: string, unit: string | undefined, version: number): Promise<TemplateVersionRecord>;
  /** Oldest first. */
  versions(kind: string, unit: string | undefined): Promise<readonly TemplateVersionRecord[]>;
  /** Twice is once. @throws Problem KEY_REUSED when the id stands for another adoption */
  adopt(
    of: { readonly kind: string; readonly unit?: string },
    adoption: Omit<TemplateAdoptionRecord, 'scope' | 'no'>,
    trail: Entry,
  ): Promise<Inserted<TemplateAdoptionRecord>>;
  /** Oldest first. */
  adoptions(kind: string, unit: string | undefined): Promise<readonly TemplateAdoptionRecord[]>;
  /** What holds on a day; undefined: nothing was adopted for it. */
  inForce(kind: string, unit: string | undefined, on: Day): Promise<TemplateAdoptionRecord | undefined>;
}

const scopeOf = (kind: string, unit: string | undefined): string => `${kind}@${unit ?? ''}`;
/** The chain in which uploads and adoptions of a kind stand. */
const entityOf = (scope: string): string => `templates/${scope}`;

/** How often a number that somebody else has just taken is counted anew. */
const TRIES = 5;

export function templateStore(db: Db): TemplateStore {
  const { models, transaction } = db;

  /** Inserts what is counted, under the next number; `before` finds what the same request had inserted. */
  async function counted<T>(before: () => Promise<T | undefined>, insertNext: () => Promise<T>): Promise<Inserted<T>> {
    for (let tries = 1; ; tries += 1) {
      const found = await before();
      if (found) return { record: found, created: false };
      try {
        return { record: await insertNext(), created: true };
      } catch (error) {
        if (!isDuplicate(error) || tries === TRIES) throw error;
      }
    }
  }

  return {
    async add(version, { at, actor, type }) {
      const { kind, unit, sha256 } = version;
      const scope = scopeOf(kind, unit);
      return counted(
        () => findOne(models.templateVersions, { scope, sha256 }),
        () =>
          transaction(async (session) => {
            const [before] = await findMany(models.templateVersions, { scope }, { version: -1 }, session);
            const no = (before?.version ?? 0) + 1;
            const record: TemplateVersionRecord = { ...version, _id: `${scope}/${no}`, scope, version: no };
            await insert(models.templateVersions, [record], session);
            const data = { version: no, file: version.file, sha256 };
            await appendTo(db, [{ entity: entityOf(scope), key: `version/${no}`, at, actor, type, data }], session);
            return record;
          }),
      );
    },
    need: (kind, unit, version) => needOne(models.templateVersions, { _id: `${scopeOf(kind, unit)}/${version}` }),
    versions: (kind, unit) => findMany(models.templateVersions, { scope: scopeOf(kind, unit) }, { version: 1 }),

    async adopt({ kind, unit }, adoption, { at, actor, type }) {
      const scope = scopeOf(kind, unit);
      const same = async (): Promise<TemplateAdoptionRecord | undefined> => {
        const stored = await findOne(models.templateAdoptions, { _id: adoption._id });
        if (!stored) return undefined;
        const { no, at: _at, by: _by, ...said } = stored;
        const { at: _now, by: _actor, ...asked } = { ...adoption, scope };
        if (!sameContent(said, asked)) throw new Problem('KEY_REUSED', `adoption ${adoption._id}`);
        return stored;
      };
      return counted(same, () =>
        transaction(async (session) => {
          const [before] = await findMany(models.templateAdoptions, { scope }, { no: -1 }, session);
          const record: TemplateAdoptionRecord = { ...adoption, scope, no: (before?.no ?? 0) + 1 };
          await insert(models.templateAdoptions, [record], session);
          const data = { version: record.version, from: record.from, reason: record.reason };
          await appendTo(
            db,
            [{ entity: entityOf(scope), key: `adoption/${record.no}`, at, actor, type, data }],
            session,
          );
          return record;
        }),
      );
    },
    adoptions: (kind, unit) => findMany(models.templateAdoptions, { scope: scopeOf(kind, unit) }, { no: 1 }),
    async inForce(kind, unit, on) {
      const begun = { scope: scopeOf(kind, unit), from: trusted({ $lte: on }) };
      const [found] = await models.templateAdoptions
        .find(begun)
        .sort({ from: -1, no: -1 })
        .limit(1)
        .lean<TemplateAdoptionRecord[]>();
      return found;
    },
  };
}

/** The templates that agencies have adopted, for who makes papers of them. */
export const templatesIn = ({
  templates,
  files,
}: {
  readonly templates: TemplateStore;
  readonly files: FileStore;
}) => ({
  inForce: async (kind: string, unit: string | undefined, on: Day): Promise<number | undefined> =>
    (await templates.inForce(kind, unit, on))?.version,
  async bytes(kind: string, unit: string | undefined, version: number): Promise<Buffer> {
    const { file } = await templates.need(kind, unit, version);
    const stored = await files.get(file);
    if (!stored) throw new Problem('NOT_FOUND', `file of ${kind} ${version}`);
    return stored.bytes;
  },
});
