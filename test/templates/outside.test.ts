import { filesOf, sourceOf, wordsInCode, wordsInTemplate, type Said } from './outside';

/**
 * Words for people stand in `templates/locales`, and those of a mail or a paper in its own template. What is told beside a refusal
 * of a command is a pair of both languages there (`Text`), which the compiler holds complete.
 */

/** Not words: names, and what records hold. */
const NAMES = new Set([
  'Vinh Danh',
  'Cốc Cốc',
  'Samsung Internet',
  'Tiếng Việt',
  'English',
  'Ông',
  'Bà',
  'đồng chí',
  'Đồng chí',
]);

/** Files that word papers of an office, which are in Vietnamese alone, as Decree 30/2020 has them. */
const PAPERS = ['activities/case-paper.ts', 'activities/case-wording.ts'];
/** The way of the language with days, numbers and sums. */
const FORMS = ['templates/format.ts'];

const shown = (all: readonly Said[]): string[] =>
  all.filter(({ text }) => !NAMES.has(text)).map(({ file, line, text }) => `${file}:${line} ${JSON.stringify(text)}`);

test('no page and no frame of a mail has words of its own', () => {
  // a mail in one language is itself a file of that language
  const shared = filesOf(['templates/pages', 'templates/mail'], '.hbs').filter((file) => !/\.(vi|en)\.hbs$/.test(file));
  expect(shared.length).toBeGreaterThan(60);
  expect(
    shared.flatMap((file) =>
      wordsInTemplate(sourceOf(file))
        .filter((text) => !NAMES.has(text))
        .map((text) => `${file} ${text}`),
    ),
  ).toEqual([]);
});

test('every mail is there in both languages', () => {
  const [vi, en] = ['.vi.hbs', '.en.hbs'].map((ending) =>
    filesOf(['templates/mail'], ending).map((file) => file.slice(0, -ending.length)),
  );
  expect(en).toEqual(vi);
});

test('code that makes pages and mails has no words', () => {
  const files = filesOf(['api/pages', 'activities', 'templates'], '.ts').filter(
    (file) => !/^templates\/(locales|documents|sheets)\//.test(file) && ![...PAPERS, ...FORMS].includes(file),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(shown(files.flatMap((file) => wordsInCode(file, { english: true })))).toEqual([]);
});

test('what is looked for is found', () => {
  const page =
    '{{#> layout title=(t "a.b") class="wide"}}<h1 title="Tên">{{name}}</h1><p>{{t "a.c" x="hai từ"}} số {{n}}</p>' +
    '<input placeholder="{{t \'a.d\'}} email" data-kept="not saved"{{#if x}} aria-label="Close"{{/if}} value="send"><p>{{t "a.e"}}: –</p>{{/layout}}';
  expect(wordsInTemplate(page).sort()).toEqual(['Close', 'Tên', 'email', 'hai từ', 'not saved', 'số'].sort());
});
