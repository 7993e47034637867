import { nomineeFacts } from '../../api/pages/nominee';
import { catalogue } from '../../domain/catalogue';
import { dossier } from '../setup/fixtures';

const of = (name: string) =>
  nomineeFacts(
    dossier('TTLDXS', 1, { nominee: { kind: 'collective', collective: 'U01a', name } }),
    'Sở Tài chính',
    catalogue,
    'vi',
  );

test('a collective that bears the name of its unit is not told it again', () => {
  expect(of('Văn phòng Sở Tài chính').unit).toBeUndefined();
  expect(of('Trung tâm Xúc tiến đầu tư').unit).toBe('Sở Tài chính');
});
