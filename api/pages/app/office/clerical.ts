import { Problem } from '../../../../domain/errors';
import { levelOf, mayAct } from '../../../../domain/roles';
import type { Dossier, Language, NominationRecord } from '../../../../platform/store';
import type { Field } from '../../../../templates/pages';
import { actOnLines } from '../../../commands/nominations/act';
import { nominationCase, sentNomination } from '../../../commands/nominations/reads';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { saidIn } from '../../../routes/actions';
import { bodyOf } from '../../../schemas/actions';
import { formsOfAddress } from '../../../schemas/fields';
import { parse } from '../../../schemas/parse';
import { places, type Place } from '../../dossier-places';
import { bodyIn, wordsIn, type Fields } from '../../forms';
import { awardName } from '../../nominee';
import { words as recordWords } from '../../words';
import type { AppPage } from '../page';
import { nominationHref, words } from './cells';
import { fieldsOf } from './fields';
import { formPage, paperFault, paperIn } from './form-page';

const make = fieldsOf((key) => words(`clerical.${key}`));

/** Where the office mends what was written wrongly in a dossier, by its own hand and with its reason. */
export const CLERICAL = 'correctClerical';

/** The parts of this dossier that are typed, by the names of their fields: who it is, then the rest. */
function placesOf(dossier: Dossier): readonly (readonly [field: string, place: Place])[] {
  const all = Object.entries(places).filter(([, { get }]) => get(dossier) !== undefined);
  const isNominee = (name: string): boolean => name.startsWith('nominee.');
  return [...all.filter(([name]) => isNominee(name)), ...all.filter(([name]) => !isNominee(name))].map(
    ([name, place]) => [`dossier.${name}`, place] as const,
  );
}

const ADDRESS = 'dossier.nominee.address';
const addressOf = ({ nominee }: Dossier): string => (nominee.kind === 'person' ? nominee.address : '');

/** The dossier with everything that was typed otherwise; what the form did not have stays. */
function mended(dossier: Dossier, fields: Fields): object {
  let next = dossier;
  for (const [field, { get, put }] of placesOf(dossier)) {
    const typed = wordsIn(fields, field);
    if (fields.has(field) && typed !== get(dossier)) next = put(next, typed);
  }
  const address = fields.get(ADDRESS) ?? addressOf(dossier);
  return address === addressOf(dossier) ? next : { ...next, nominee: { ...next.nominee, address } };
}

/** What was typed otherwise stands beside what is recorded: somebody else may have mended it meanwhile. */
function hintOf(now: string, typed: string | undefined): Pick<Field, 'hint'> {
  if (typed === undefined || typed === now) return {};
  return { hint: now === '' ? words('clerical.nowEmpty') : words('clerical.now', { value: now }) };
}

function fieldsFor({ dossier }: NominationRecord, lang: Language, typed?: Fields): Field[] {
  const typedIn = (name: string): string | undefined => (typed?.has(name) ? wordsIn(typed, name) : undefined);
  const address = addressOf(dossier);
  const ofDossier = placesOf(dossier).map(([name, { label, kind, get }]): Field => {
    const value = get(dossier) ?? '';
    return {
      name,
      label: recordWords[label][lang],
      kind,
      value,
      required: value !== '',
      ...hintOf(value, typedIn(name)),
      ...(kind === 'long' ? { rows: 6 } : {}),
    };
  });
  const spoken: Field = {
    name: ADDRESS,
    label: words('change.nominee_address'),
    kind: 'select',
    options: formsOfAddress.map((value) => ({ value, text: value, selected: value === address })),
    ...hintOf(address, typed?.get(ADDRESS)),
  };
  const [first, ...others] = ofDossier;
  return [
    first!,
    ...(address === '' ? [] : [spoken]),
    ...others,
    make.long('reason', { label: words('act.reason') }),
    ...make.paper({ title: '', scan: 'offered' }).map(({ required: _required, ...field }) => field),
  ];
}

/** A clerical error of a dossier is mended on a page of its own: every part that is typed, as it is recorded now. */
export const clericalPages = (context: ApiContext): AppPage[] => [
  formPage<{ readonly version: number; readonly record: NominationRecord }>(context, {
    path: `/app/nominations/:id/act/${CLERICAL}`,
    right: 'readNominations',
    files: { to: 'nominations' },
    async open(req, { caller }) {
      const { record } = await nominationCase(context, { caller, id: String(req.params['id']) });
      if (!record.line || !mayAct(caller, CLERICAL, levelOf(record.line))) throw new Problem('FORBIDDEN', CLERICAL);
      return { version: record.version, record };
    },
    offered({ record: { _id, allowed, status } }) {
      if (!allowed.includes(CLERICAL))
        throw new Problem('ACTION_NOT_ALLOWED', `${CLERICAL} of ${_id}`, { state: status });
    },
    about: ({ record: { _id, dossier, line } }, { lang }) => ({
      title: { key: `action.${CLERICAL}` },
      subject: dossier.nominee.name,
      award: awardName(context.catalogue, dossier.award, lang),
      back: nominationHref(_id),
      button: { key: `action.${CLERICAL}` },
      notes: [
        { tone: 'plain', text: words('clerical.how') },
        ...(line?.wording ? [{ tone: 'warn' as const, text: words('clerical.wording') }] : []),
      ],
    }),
    fields: ({ record }, { lang }, typed) => fieldsFor(record, lang, typed),
    async send({ record }, { caller, submission, expects, fields }) {
      const { docket } = await sentNomination(context, { caller, id: record._id });
      const body = parse(bodyOf(CLERICAL), {
        ...bodyIn(fields, ['reason']),
        ...defined({ paper: paperIn(fields, CLERICAL) }),
        dossier: mended(record.dossier, fields),
      });
      const lines = [{ id: record._id, expects }];
      await actOnLines(context, { caller, docket, lines, submission, ...saidIn(CLERICAL, body) });
      return `${nominationHref(record._id)}?done=${CLERICAL}`;
    },
    at: (field, { record }) => (field === 'dossier' ? placesOf(record.dossier)[0]![0] : paperFault(field)),
  }),
];
