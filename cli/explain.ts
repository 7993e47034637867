import { parseArgs } from 'node:util';
import { findingsOnRecord, inTheWay, type EligibilityContext } from '../api/commands/nominations/eligibility';
import { loadConfig } from '../platform/config';
import { rulesToTry } from '../platform/rules/tried';
import { headOf, isLanguage, paragraph, type Language } from './findings';
import { end, judgingOn, withRecords } from './open';

const usage = `npm run explain -- NOMINATION [--under RULES] [--lang en]

What the rules find of a nomination now, with their articles. Reads the records and changes nothing.

  --under RULES  under these rules instead of those of their code that it is judged by: loaded ones (national@2025.1), or a
                 file that need not be loaded (rules/drafts/2025-12.yaml)
  --lang en      in English`;

/** @returns the exit code: 0 when nothing stands in its way */
async function main(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { under: { type: 'string' }, lang: { type: 'string', default: 'vi' } },
  });
  const [id] = positionals;
  const { lang, under } = values;
  if (id === undefined || positionals.length > 1 || !isLanguage(lang)) {
    console.error(usage);
    return 2;
  }
  const config = loadConfig();
  return withRecords(
    config,
    () => undefined,
    async (store) => explain(await judgingOn(store, config), id, lang, under),
  );
}

async function explain(context: EligibilityContext, id: string, lang: Language, under?: string): Promise<number> {
  const record = await context.store.nominations.need(id);
  console.log(headOf(record));
  const tried = under === undefined ? [] : await rulesToTry(under, context.rules, context.catalogue);
  const found = await findingsOnRecord(context, record, tried);
  if (!found) {
    console.log(ended[lang]);
    return 0;
  }
  console.log(found.rules);
  for (const finding of found.findings) console.log(`\n${paragraph(finding, lang)}`);
  return found.findings.some(inTheWay) ? 1 : 0;
}

const ended = {
  vi: 'Hồ sơ đã kết thúc, không còn được xét.',
  en: 'The nomination has ended; nothing is asked of it any more.',
};

end(main(process.argv.slice(2)), { refused: 2, broken: 3, usage });
