import { chairOf } from '../../domain/chair';

test('who leads a council is its chair, and no deputy', () => {
  const roles = (...all: string[]) => all.map((role) => ({ role }));
  expect(chairOf(roles('Ủy viên', 'Phó Chủ tịch Hội đồng', 'Chủ tịch Hội đồng'))).toEqual({
    role: 'Chủ tịch Hội đồng',
  });
  expect(chairOf(roles('Phó Chủ tịch Hội đồng', 'Ủy viên'))).toBeUndefined();
});
