import { dayOf } from '../../../../../domain/time';
import { termsFor } from '../../../../../platform/registers';
import type { ProposalRecord } from '../../../../../platform/store';
import type { Field } from '../../../../../templates/pages';
import type { ApiContext } from '../../../../context';
import { signedPaper } from '../../../../routes/proposals';
import { parse } from '../../../../schemas/parse';
import { bodyIn, type Fields } from '../../../forms';
import { signedFileFields } from '../../issued/signed-file';
import { words } from '../cells';

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
    ...signedFileFields(),
  ];
}
