import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { problems } from '../../domain/errors';
import { filesOf, sourceOf, wordsInCode } from './outside';
import { foreignIn, forbidden } from './words-forbidden';

/** Both languages are complete, and each says things in its own way. */

const LOCALES = join(__dirname, '../../templates/locales');
type Words = { readonly [key: string]: string | Words };
const parts = readdirSync(join(LOCALES, 'vi')).filter((name) => name.endsWith('.json'));
const partOf = (lang: 'vi' | 'en', part: string): Words =>
  JSON.parse(readFileSync(join(LOCALES, lang, part), 'utf8')) as Words;

/** Every text of a part with its key, the ending of a number taken off. */
const textsOf = (words: Words, path = ''): { key: string; text: string }[] =>
  Object.entries(words).flatMap(([name, inner]) =>
    typeof inner === 'string'
      ? [{ key: path + name.replace(/_(one|other)$/, ''), text: inner }]
      : textsOf(inner, `${path}${name}.`),
  );
/** Vietnamese addresses somebody by a word of its own. */
const ADDRESSED = /^(address|addressMid|subject)$/;
const valuesOf = (texts: readonly { text: string }[]): string[] =>
  [...new Set(texts.flatMap(({ text }) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!)))]
    .filter((name) => !ADDRESSED.test(name))
    .sort();

test('both languages have the same parts, and no part has a key of another', () => {
  expect(readdirSync(join(LOCALES, 'en')).sort()).toEqual(readdirSync(join(LOCALES, 'vi')).sort());
  const keys = parts.flatMap((part) => Object.keys(partOf('vi', part)));
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

describe.each(parts)('%s', (part) => {
  const [vi, en] = [textsOf(partOf('vi', part)), textsOf(partOf('en', part))];
  const keys = [...new Set(vi.map(({ key }) => key))];

  test('has the same keys in both languages, none of them empty', () => {
    expect([...new Set(en.map(({ key }) => key))].sort()).toEqual([...keys].sort());
    expect([...vi, ...en].filter(({ text }) => text.trim() === '')).toEqual([]);
  });

  test('fills the same values into both', () => {
    const of = (texts: readonly { key: string; text: string }[], key: string) =>
      valuesOf(texts.filter((one) => one.key === key));
    expect(keys.filter((key) => of(vi, key).join() !== of(en, key).join())).toEqual([]);
  });

  test('says nothing in English in Vietnamese, and nothing that offices do not say', () => {
    expect(vi.flatMap(({ key, text }) => foreignIn(text).map((word) => `${key} ${word}`))).toEqual([]);
    expect(vi.filter(({ text }) => forbidden.test(text))).toEqual([]);
  });

  test('ends sentences in both languages or in neither', () => {
    const ends = (texts: readonly { key: string; text: string }[], key: string) =>
      texts.filter((one) => one.key === key).map(({ text }) => /(?<!\bno)[.?!]$/i.test(text))[0];
    expect(keys.filter((key) => ends(vi, key) !== ends(en, key))).toEqual([]);
  });
});

test('refusals and mails say nothing in English in Vietnamese', () => {
  const refusals = Object.entries(problems).flatMap(([code, { vi }]) => foreignIn(vi).map((word) => `${code} ${word}`));
  expect(refusals).toEqual([]);
  const mails = filesOf(['templates/mail'], '.vi.hbs').flatMap((file) =>
    foreignIn(sourceOf(file)).map((word) => `${file} ${word}`),
  );
  expect(mails).toEqual([]);
});

test('papers, sheets, and sentences of rules and commands say nothing in English in Vietnamese', () => {
  const rooms = filesOf(['templates/documents', 'templates/sheets', 'domain', 'cli'], '.ts');
  const said = rooms.flatMap((file) => wordsInCode(file, { english: false }));
  const vietnamese = said.filter(({ file, paired }) => paired || file.startsWith('templates/'));
  expect(vietnamese.length).toBeGreaterThan(900);
  const foreign = vietnamese.flatMap(({ file, line, text }) =>
    foreignIn(text).map((word) => `${file}:${line} ${word}`),
  );
  expect(foreign).toEqual([]);
});

test('no paper, table or page about them has a word that offices do not use', async () => {
  const texts = [
    ...filesOf(['templates', 'api', 'activities', 'domain', 'samples', 'cli'], '.ts'),
    ...filesOf(['templates'], '.hbs'),
    ...filesOf(['templates'], '.typ'),
    ...filesOf(['samples'], '.json'),
    ...filesOf(['docs'], '.md'),
    'README.md',
    'README.vi.md',
  ].map((file) => [file, sourceOf(file)] as const);
  const papers = await Promise.all(
    filesOf(['templates/documents/office'], '.docx').map(async (file) => {
      const { value } = await mammoth.extractRawText({ path: join(__dirname, '../..', file) });
      return [file, value] as const;
    }),
  );
  expect(papers.length).toBeGreaterThan(10);
  expect([...texts, ...papers].filter(([, text]) => forbidden.test(text)).map(([file]) => file)).toEqual([]);
});
