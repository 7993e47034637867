import { checkCountingBoard } from '../../domain/countingBoard';

const nominees = [
  { kind: 'person', name: 'Lê Thị Mẫu', person: 'P1' },
  { kind: 'collective', name: 'Phòng Ngân sách' },
];
const board = (...names: readonly string[]) => names.map((name) => ({ name }));
const fields = (...of: Parameters<typeof checkCountingBoard>): string[] =>
  checkCountingBoard(...of).map((f) => f.field);

describe('a counting board', () => {
  test('is needed for a secret ballot, and has two or three people', () => {
    expect(fields([], 'secret', nominees)).toEqual(['countingBoard']);
    expect(fields([], 'named', nominees)).toEqual([]);
    expect(fields(board('A'), 'named', nominees)).toEqual(['countingBoard']);
    expect(fields(board('A', 'B'), 'secret', nominees)).toEqual([]);
    expect(fields(board('A', 'B', 'C'), 'secret', nominees)).toEqual([]);
    expect(fields(board('A', 'B', 'C', 'D'), 'secret', nominees)).toEqual(['countingBoard']);
  });

  test('names nobody twice, however he is spelled', () => {
    expect(fields(board('Lò  Thị Mẫu', 'lò thị mẫu'), 'secret', nominees)).toEqual(['countingBoard.1']);
    const twins = [
      { name: 'Lò Thị Mẫu', person: 'C1' },
      { name: 'Lò Thị Mẫu', person: 'C2' },
    ];
    expect(fields(twins, 'secret', nominees)).toEqual([]);
  });

  test('has no nominee; a code tells the nominee from whoever has the same name', () => {
    expect(fields(board('A', 'Lê Thị Mẫu'), 'secret', nominees)).toEqual(['countingBoard.1']);
    const coded = (person: string) => [{ name: 'A' }, { name: 'Lê Thị Mẫu', person }];
    expect(fields(coded('P9'), 'secret', nominees)).toEqual([]);
    expect(fields(coded('P1'), 'secret', nominees)).toEqual(['countingBoard.1']);
    expect(fields(board('A', 'Phòng Ngân sách'), 'secret', nominees)).toEqual([]);
  });
});
