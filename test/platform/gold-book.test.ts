import { goldBookOf } from '../../platform/gold-book';

test('a gold book begins anew with the year of the decision, or goes on, as the province wants it', () => {
  const of = (restart: 'yearly' | 'never') =>
    ['2026-12-31', '2027-01-04'].map((day) => goldBookOf({ restart }, { _id: 'A-TINH' }, day));
  expect(of('yearly')).toEqual([
    { register: 'A-TINH/2026', prefix: 'SV-A-TINH-2026' },
    { register: 'A-TINH/2027', prefix: 'SV-A-TINH-2027' },
  ]);
  const on = { register: 'A-TINH/all', prefix: 'SV-A-TINH' };
  expect(of('never')).toEqual([on, on]);
});
