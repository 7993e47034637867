import { cleaned, hidesInLine, hidesInProse, oneLine, searchNameOf, withoutHidden } from '../../domain/words';

const name = 'Nguyễn Thị Mẫu';

test.each([
  ['decomposed letters', name.normalize('NFD')],
  ['blanks around it', ` \t${name}\n`],
  ['spaces that do not break', `Nguyễn\u00A0Thị\u202FMẫu`],
  ['wide and thin spaces', `Nguyễn\u3000Thị\u2009Mẫu`],
  ['a mark of an encoding', `\uFEFF${name}`],
  ['zero-width spaces', `Nguyễn\u200B Thị\u2060 Mẫu`],
  ['joiners and soft hyphens', `Nguy\u00ADễn\u200C Thị\u200D Mẫu`],
])('%s become the same words', (_what, value) => {
  expect(cleaned(value)).toBe(name);
});

test('lines and double blanks stay as they are', () => {
  expect(cleaned('một\n\nhai  ba\tbốn')).toBe('một\n\nhai  ba\tbốn');
});

test.each([
  ['plain words', name, false, false],
  ['a line break', 'a\nb', false, true],
  ['a tab', 'a\tb', false, true],
  ['a control', 'a\u0007b', true, true],
  ['a carriage return', 'a\rb', true, true],
  ['a mark of direction', 'a\u202Eb', true, true],
  ['a line separator', 'a\u2028b', true, true],
  ['a paragraph separator', 'a\u2029b', true, true],
  ['half a pair', 'a\uD83D', true, true],
  ['a private letter', 'a\uE000b', true, true],
  ['a broken letter', 'a\uFFFDb', true, true],
  ['a letter that fills', 'a\u3164b', true, true],
])('%s: whether it is hidden in prose and in a line', (_what, value, prose, line) => {
  expect([hidesInProse(value), hidesInLine(value)]).toEqual([prose, line]);
  expect(hidesInProse(withoutHidden(value))).toBe(false);
});

test('without what is hidden the rest stays', () => {
  expect(withoutHidden('a\u202Eb\u0007\nc\u200Bd')).toBe('ab\ncd');
});

test('a name is searched for without diacritics, capitals and what stands between its words', () => {
  expect(searchNameOf(' Đỗ  Thị\u00A0ĐÀO ')).toBe('do thi dao');
  expect(searchNameOf('Đỗ Thị Đào'.normalize('NFD'))).toBe('do thi dao');
  // U+00D0 and U+0189 look like Đ
  expect(searchNameOf('\u00D0ỗ Thị \u0189ào')).toBe('do thi dao');
});

test('words become one line', () => {
  expect(oneLine(' Sở \r\n Tài\tchính ')).toBe('Sở Tài chính');
});
