import { Schema } from 'mongoose';

/**
 * What every schema is made of. A schema is a contract: a field that it does not name is refused when it is written and when
 * it is searched for, and nothing is created in the background.
 */
export const contract = {
  strict: 'throw',
  strictQuery: 'throw',
  versionKey: false,
  minimize: false,
  autoIndex: false,
  autoCreate: false,
  id: false,
} as const;

/** A code, a day, an instant, a name: never empty. */
export const text = { type: String, required: true } as const;
/** Words that a person may leave empty. */
export const prose = { type: String, default: '' } as const;
export const optional = { type: String } as const;
export const number = { type: Number, required: true } as const;
export const flag = { type: Boolean, required: true } as const;
/** Plain JSON whose shape is kept by its own types and tests, such as the line of a docket. */
export const json = { type: Schema.Types.Mixed, required: true } as const;
export const optionalJson = { type: Schema.Types.Mixed } as const;

/**
 * The schema of a record. Every field of the record's type must be named, and no other: a field that is added to the type and
 * forgotten here does not compile.
 */
export const schemaOf = <T>(fields: Readonly<Record<keyof T & string, unknown>>): Schema<T> =>
  new Schema<T>(fields as never, contract as never);

type FieldOf<T> = T extends unknown ? keyof T : never;
/** The schema of records of several kinds: every field of any of them must be named; which belong together, the types say. */
export const schemaOfKinds = <T>(fields: Readonly<Record<FieldOf<T> & string, unknown>>): Schema<T> =>
  new Schema<T>(fields as never, contract as never);

/** A part of a record, as strict as the record itself. */
export const part = <T = Readonly<Record<string, unknown>>>(
  fields: Readonly<Record<keyof T & string, unknown>>,
): Schema<T> => new Schema<T>(fields as never, { ...contract, _id: false } as never);

/** A list that may be left out of a record; without this it would be stored as an empty one. */
export const optionalList = (of: unknown): { type: unknown[]; default: undefined } => ({
  type: [of],
  default: undefined,
});
