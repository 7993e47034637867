import { filesOf, sourceOf, wordsInCode, wordsInTemplate, type Said } from './outside';

/**
 * Rooms of words. What people read on pages, in mails and in refusals stands in `templates/locales` and `templates/mail`, in both
 * languages; papers, sheets and the names of their files in `templates/documents` and `templates/sheets`, in Vietnamese alone, as
 * Decree 30/2020 has them. `domain/`, which imports nothing, and the commands of `cli/` say their sentences in pairs of both
 * languages, which the compiler holds complete.
 */
const VIETNAMESE_ROOMS = /^templates\/(locales|documents|sheets)\//;
const ROOMS_OF_PAIRS = /^(domain|cli)\//;
/** Tables of the domain: data, refusals, sentences of rules. */
const TABLES = /^domain\/(data\/|errors\.ts$|(.*\/)?sentences\w*\.ts$)/;

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

/** Programs by themselves. */
const ROOTS = ['main.ts', 'server.ts', 'worker.ts', 'run.ts', 'wiring.ts', 'demo.ts'];
/** The way of the language with days, numbers and sums. */
const FORMS = ['templates/format.ts', 'domain/text.ts'];

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
    (file) => !VIETNAMESE_ROOMS.test(file) && !FORMS.includes(file),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(shown(files.flatMap((file) => wordsInCode(file, { english: true })))).toEqual([]);
});

/** Not said to anybody: compared with, drawn, or read by machines. */
const NOT_SAID = new Set([
  'QĐ-UBND',
  'Căn cứ ',
  'it does not begin with "Căn cứ"',
  'danhsách',
  'phụlục',
  'ngày(d{1,2})tháng(d{1,2})năm(d{4})',
  '%PDF-1.7\n%âãÏÓ\n',
  'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ',
  // the name of a sign-in that has none, in the settings
  'tài khoản của cơ quan',
]);

test('no Vietnamese stands in code outside the rooms of words', () => {
  const files = [
    ...filesOf(['api', 'activities', 'platform', 'templates', 'domain', 'workflows', 'rules', 'cli'], '.ts'),
    ...ROOTS,
  ].filter((file) => !VIETNAMESE_ROOMS.test(file) && !TABLES.test(file) && !FORMS.includes(file));
  expect(files.length).toBeGreaterThan(700);
  const outside = files
    .flatMap((file) => wordsInCode(file, { english: false }))
    .filter(({ file, paired }) => !(paired && ROOMS_OF_PAIRS.test(file)))
    // "152/2025/NĐ-CP" is a number
    .filter(
      ({ text }) => !NOT_SAID.has(text) && /(?=\p{L})[^A-Za-z]/u.test(text.replace(/\d+\/\d{4}\/[\p{Lu}-]+/gu, '')),
    );
  expect(shown(outside)).toEqual([]);
});

test('what is looked for is found', () => {
  const page =
    '{{#> layout title=(t "a.b") class="wide"}}<h1 title="Tên">{{name}}</h1><p>{{t "a.c" x="hai từ"}} số {{n}}</p>' +
    '<input placeholder="{{t \'a.d\'}} email" data-kept="not saved"{{#if x}} aria-label="Close"{{/if}} value="send"><p>{{t "a.e"}}: –</p>{{/layout}}';
  expect(wordsInTemplate(page).sort()).toEqual(['Close', 'Tên', 'email', 'hai từ', 'not saved', 'số'].sort());
});
