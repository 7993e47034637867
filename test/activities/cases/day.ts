import { plusDays } from '../../../domain/time';
import { dossier, START } from '../../setup/fixtures';
import type { TestService } from '../../setup/service';
import type { Cases } from '../twice';

const TODAY = START.slice(0, 10);

/** A national dossier of education that is due at the Ministry on 31 December: 45 days from START. */
export async function nearTheMinistry({ store }: TestService): Promise<string> {
  const content = dossier('COCP', 1, { flags: ['education'] });
  const { record } = await store.nominations.create({ actor: 'key:unit', now: START, unit: 'U01', dossier: content });
  return record._id;
}

/** Somebody signs for the second unit's head from this day on. */
export async function substituted({ store }: TestService, from = TODAY): Promise<void> {
  await store.authorities.put({
    _id: 'A-U02',
    level: 'unit',
    unit: 'U02',
    person: 'C1',
    place: 'Đ',
    title: 'Giám đốc Sở Y tế',
    issuer: 'Sở Y tế',
    superior: 'Ủy ban nhân dân tỉnh Đ',
    register: { symbol: 'QĐ-SYT', mode: 'manual' },
    substitutions: [
      { person: 'C2', form: 'KT.', from, to: plusDays(from, 14), paper: { number: '11/QĐ-SYT', date: TODAY } },
    ],
  });
}

export const dayCases: Pick<Cases, 'noticesOf'> = {
  noticesOf: [
    {
      name: 'says whom a morning makes write to',
      async prepare(service) {
        await nearTheMinistry(service);
        await substituted(service);
        return { since: '2026-11-15T23:59:00.000Z', now: START };
      },
      stands(_service, _input, { orders, hours }) {
        expect(orders.map(({ key }) => key)).toEqual([
          `substitutionBegins.A-U02.substitute.${TODAY}`,
          `substitutionBegins.A-U02.office.${TODAY}`,
          `centralDeadline.province.office.${TODAY}`,
          `centralDeadline.U01.office.${TODAY}`,
        ]);
        expect(hours).toContain('07:00');
        return Promise.resolve();
      },
    },
  ],
};
