import { dayOf } from '../../../../../domain/time';
import { termsFor } from '../../../../../platform/registers';
import type { ProposalRecord } from '../../../../../platform/store';
import type { Field } from '../../../../../templates/pages';
import type { ApiContext } from '../../../../context';
import { MOST_REASON, signedPaper } from '../../../../routes/proposals';
import { prose } from '../../../../schemas/fields';
import { invalid, parse } from '../../../../schemas/parse';
import { bodyIn, wordsIn, type Fields } from '../../../forms';
import { refusals } from '../../../words';
import { words } from '../cells';

import { put } from './words';
import { z } from 'zod';

/** What the authority says of a list, and what the clerk records of its signed paper. */

/** What was typed of a signed paper, with the file that is kept beside the list. */
export function numberIn(fields: Fields) {
  const { attachment: file, ...said } = bodyIn(fields, [
    'number',
    'date',
    'signer',
    'signerPost',
    'form',
    'confirmed',
    'attachment',
  ]);
  return parse(signedPaper, { ...said, ...(file === undefined ? {} : { file }) });
}

/** @throws Problem VALIDATION when nothing was chosen */
export function answerIn({ lines }: ProposalRecord, fields: Fields) {
  const kind = fields.get('kind');
  if (kind !== 'approved' && kind !== 'returned') throw invalid({ field: 'kind', ...refusals.noAnswer });
  const names = ['reason', ...lines.map(({ nomination }) => `strike.${nomination}`)];
  const said = parse(
    z.object(Object.fromEntries(names.map((name) => [name, prose(MOST_REASON, 0)]))),
    Object.fromEntries(names.map((name) => [name, wordsIn(fields, name)])),
  );
  const reason = said['reason'] ?? '';
  if (kind === 'returned') {
    return { kind: 'returned' as const, struckOut: [], ...(reason === '' ? {} : { reason }) };
  }
  const struckOut = lines.flatMap(({ nomination }) => {
    const why = said[`strike.${nomination}`] ?? '';
    return why === '' ? [] : [{ nomination, reason: why }];
  });
  return { kind: 'approved' as const, struckOut };
}

/** Filled in beforehand: today, and who signs. */
export async function numberFields({ store, pack, clock }: ApiContext, record: ProposalRecord): Promise<Field[]> {
  const authority = await store.authorities.need(record.authority);
  const day = dayOf(clock.now());
  const [person, { symbol }] = await Promise.all([
    store.people.get(authority.person),
    termsFor(store, pack, { authority, power: record.power, day }),
  ]);
  const text = (name: string, value: string): Field => ({
    name,
    label: words(`number.${name}`),
    kind: 'text',
    value,
    required: true,
  });
  return [
    { ...text('number', ''), hint: words('number.how', { symbol }) },
    { name: 'date', label: words('number.date'), kind: 'date', value: day, required: true },
    text('signer', person?.name ?? ''),
    text('signerPost', person?.post ?? ''),
    {
      name: 'form',
      label: words('number.form'),
      kind: 'select',
      options: ['direct', 'TM.', 'KT.', 'TL.', 'TUQ.'].map((value) => ({
        value,
        text: value === 'direct' ? words('number.direct') : value,
        selected: value === 'direct',
      })),
    },
    { name: 'file', label: put('field.file'), kind: 'file', hint: put('field.fileHow') },
    { name: 'confirmed', label: put('field.confirmed'), kind: 'long', hint: put('field.confirmedHow') },
  ];
}

/** Nothing is chosen beforehand. */
export async function answerFields({ store }: ApiContext, record: ProposalRecord): Promise<Field[]> {
  const nominations = await store.nominations.many(record.lines.map(({ nomination }) => nomination));
  return [
    {
      name: 'kind',
      label: words('answerForm.kind'),
      kind: 'select',
      options: ['', 'approved', 'returned'].map((value) => ({
        value,
        text: words(`answerForm.${value === '' ? 'none' : value}`),
        selected: value === '',
      })),
    },
    { name: 'reason', label: words('answerForm.reason'), kind: 'long' },
    { name: 'strikes', label: words('answerForm.strikes'), kind: 'heading' },
    ...record.lines.map(({ nomination, no }): Field => ({
      name: `strike.${nomination}`,
      label: `${no}. ${nominations.get(nomination)?.dossier.nominee.name ?? nomination}`,
      kind: 'text',
    })),
  ];
}
