import type { UnitRecord } from '../../../../platform/store';
import type { Choices, FieldGroup } from '../../../../templates/pages';
import { listMaster } from '../../../commands/service/master-data';
import type { ApiContext, Caller } from '../../../context';
import { unit as unitBody } from '../../../schemas/master-data';
import { invalid, parse, type FieldProblem } from '../../../schemas/parse';
import { personNamed, unitNamed, wrongAt } from '../named';
import type { AppPage } from '../page';
import { unitHref } from './cells';
import { choice, field, words } from './form';
import { masterForms } from './master-forms';

const kinds = ['department', 'commune', 'hospital', 'room', 'block', 'other'] as const;

/** Forms by which units and rooms are entered and corrected. */
export const unitForms = (context: ApiContext): AppPage[] =>
  masterForms(context, {
    kind: 'units',
    hrefOf: unitHref,
    lead: words('units.how'),
    keepersOnly: true,
    fieldsOf: (caller, record) => fieldsOf(context, caller, record),
    meant: (caller, id, typed) => meantBy(context, caller, id, typed),
  });

async function fieldsOf(
  context: ApiContext,
  caller: Caller,
  record?: UnitRecord,
): Promise<{ readonly groups: readonly FieldGroup[]; readonly choices: readonly Choices[] }> {
  const units = await listMaster(context, { caller, kind: 'units' });
  return {
    choices: [{ id: 'units', options: units.map(({ _id, name }) => ({ value: _id, text: name })) }],
    groups: [
      {
        fields: [
          ...(record ? [] : [field('code', 'text', { required: true, hint: words('codeHow') })]),
          field('name', 'text', { value: record?.name, required: true, label: words('field.unitName') }),
          choice(
            'kind',
            kinds.map((value) => ({ value, text: words(`unitKind.${value}`) })),
            record?.kind,
          ),
          field('symbol', 'text', { value: record?.symbol, required: true, hint: words('units.symbolHow') }),
          field('parent', 'text', {
            value: record?.parent,
            // the office of a unit keeps what is within it
            required: caller.unit !== undefined,
            list: 'units',
            hint: words('unitHow'),
          }),
          field('email', 'email', { value: record?.email }),
          field('phone', 'tel', { value: record?.phone }),
        ],
      },
      {
        legend: words('units.head'),
        fields: [
          field('head.name', 'text', { value: record?.head?.name }),
          field('head.post', 'text', { value: record?.head?.post }),
        ],
      },
      {
        legend: words('units.officer'),
        fields: [
          field('officer.name', 'text', { value: record?.officer?.name }),
          field('officer.email', 'email', { value: record?.officer?.email }),
          field('officer.phone', 'tel', { value: record?.officer?.phone }),
        ],
      },
      // who works on what a unit sends is the province's to say
      ...(caller.unit === undefined
        ? [
            {
              legend: words('units.charge'),
              fields: [field('handledBy', 'text', { value: record?.handledBy, hint: words('personHow') })],
            },
          ]
        : []),
      {
        legend: words('units.time'),
        fields: [
          field('validFrom', 'date', { value: record?.validFrom, required: true }),
          field('validTo', 'date', { value: record?.validTo, hint: words('units.toHow') }),
          field('successor', 'text', { value: record?.successor, list: 'units', hint: words('units.successorHow') }),
        ],
      },
    ],
  };
}

/** Units and who is in charge by their codes or names. @throws Problem VALIDATION */
async function meantBy(
  context: ApiContext,
  caller: Caller,
  id: string,
  typed: Readonly<Record<string, unknown>>,
): Promise<UnitRecord> {
  // a unit may be merged into one that the caller does not keep
  const units = await context.store.units.all();
  const wrong: FieldProblem[] = [];
  const meant: Record<string, unknown> = { ...typed };
  const own = await listMaster(context, { caller, kind: 'units' });
  if (caller.unit !== undefined && typed['parent'] === undefined) wrong.push(wrongAt('parent', 'noParent'));
  for (const [name, among] of [['parent', own] as const, ['successor', units] as const]) {
    const said = typed[name];
    if (typeof said !== 'string') continue;
    const found = unitNamed(among, { field: name, typed: said });
    if ('problem' in found) wrong.push(found.problem);
    else meant[name] = found.code;
  }
  const said = typed['handledBy'];
  const before = units.find(({ _id }) => _id === id)?.handledBy;
  if (caller.unit !== undefined) {
    if (before !== undefined) meant['handledBy'] = before;
    // who works on it may be entered later: whoever is on record may have been named before that
  } else if (typeof said === 'string' && said !== before) {
    const found = await personNamed(context, caller, { field: 'handledBy', typed: said });
    if ('problem' in found) wrong.push(found.problem);
    else meant['handledBy'] = found.code;
  }
  if (wrong.length > 0) throw invalid(...wrong);
  return { _id: id, ...parse(unitBody, meant) };
}
