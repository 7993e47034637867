import { quorumOf } from '../../domain/quorum';

const lines = [
  { rule: { quorum: { of: [1, 2] as const, mode: 'moreThan' as const } } },
  { rule: { quorum: { of: [2, 3] as const, mode: 'atLeast' as const } } },
];

test('the quorum of a session is the highest one of its lines', () => {
  const session = { kind: 'written', lines };
  expect(quorumOf(session, 9, 5)).toEqual({ needed: 6, lacking: 1 });
  expect(quorumOf(session, 9, 6)).toEqual({ needed: 6, lacking: 0 });
  expect(quorumOf(session, 9, 9)).toEqual({ needed: 6, lacking: 0 });
  expect(quorumOf({ kind: 'written', lines: [...lines].reverse() }, 9, 0)).toEqual({ needed: 6, lacking: 6 });
});

test('a session with a meeting has none of its own, and one without lines needs nobody', () => {
  expect(quorumOf({ kind: 'mixed', lines }, 9, 0)).toBeUndefined();
  expect(quorumOf({ kind: 'meeting', lines }, 9, 0)).toBeUndefined();
  expect(quorumOf({ kind: 'written', lines: [] }, 9, 0)).toEqual({ needed: 0, lacking: 0 });
});
