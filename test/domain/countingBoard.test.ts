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

  test('names somebody twice when one of the two has no code, and two of other names not', () => {
    const coded = { name: 'Lò Thị Mẫu', person: 'C1' };
    const twice = [{ field: 'countingBoard.1', vi: 'Lò Thị Mẫu được nêu hai lần.', en: 'Lò Thị Mẫu is named twice.' }];
    expect(checkCountingBoard([coded, { name: 'Lò Thị Mẫu' }], 'secret', [])).toEqual(twice);
    expect(checkCountingBoard([{ name: ' Lò Thị Mẫu ' }, coded], 'named', [])).toEqual(twice);
    expect(checkCountingBoard([coded, { name: 'Khác', person: 'C1' }], 'secret', [])).toEqual([
      { field: 'countingBoard.1', vi: 'Khác được nêu hai lần.', en: 'Khác is named twice.' },
    ]);
    expect(checkCountingBoard(board('Lò Thị Mẫu', 'Lò ThịMẫu'), 'secret', [])).toEqual([]);
  });

  test('is told what is wrong in both languages', () => {
    expect(checkCountingBoard([], 'named', nominees)).toEqual([]);
    expect(checkCountingBoard([], 'secret', nominees)).toEqual([
      {
        field: 'countingBoard',
        vi: 'Ban kiểm phiếu gồm hai hoặc ba người; bỏ phiếu kín phải có Ban kiểm phiếu.',
        en: 'A counting board has two or three people; a secret ballot needs one.',
      },
    ]);
    expect(checkCountingBoard(board('Lê Thị Mẫu', 'B'), 'secret', nominees)).toEqual([
      {
        field: 'countingBoard.0',
        vi: 'Lê Thị Mẫu là người được đề nghị khen thưởng trong phiên này nên không được kiểm phiếu. Nếu chỉ trùng họ tên, đề nghị nêu mã.',
        en: 'Lê Thị Mẫu is a nominee of this session and may not count its ballots. If only the names are alike, give the code.',
      },
    ]);
  });

  test('has no nominee; a code tells the nominee from whoever has the same name', () => {
    expect(fields(board('A', 'Lê Thị Mẫu'), 'secret', nominees)).toEqual(['countingBoard.1']);
    const coded = (person: string) => [{ name: 'A' }, { name: 'Lê Thị Mẫu', person }];
    expect(fields(coded('P9'), 'secret', nominees)).toEqual([]);
    expect(fields(coded('P1'), 'secret', nominees)).toEqual(['countingBoard.1']);
    expect(fields(board('A', 'Phòng Ngân sách'), 'secret', nominees)).toEqual([]);
  });
});
