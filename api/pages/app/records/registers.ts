import { z } from 'zod';
import { registerPapers } from '../../../../domain/pack';
import { has } from '../../../../domain/roles';
import { dayOf } from '../../../../domain/time';
import { dayText } from '../../../../templates/format';
import type { Cell } from '../../../../templates/pages';
import { listMaster, putMaster } from '../../../commands/service/master-data';
import {
  importLastNumber,
  listRegisters,
  registerGaps,
  registerState,
  registerVersions,
} from '../../../commands/service/number-registers';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import { code, day, line } from '../../../schemas/fields';
import { register as registerBody } from '../../../schemas/master-data';
import { invalid, parse } from '../../../schemas/parse';
import { unitNamed } from '../named';
import { showApp } from '../frame';
import { unitNamesOf, words as officeWords } from '../office/cells';
import type { AppPage } from '../page';
import { doneIn, fact, registerHref, textCell, trailLink } from './cells';
import { choice, field, none, recordForm, words } from './form';

/** Number registers: what comes next, how they count, and which numbers no paper bears. */
export const registerPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/registers',
    entry: 'registers',
    right: 'readDecisions',
    async show(req, res, signed) {
      const { caller } = signed;
      const registers = await listRegisters(context, { caller });
      const name = await unitNamesOf(
        context,
        registers.map(({ unit }) => unit),
      );
      const states = await Promise.all(registers.map((one) => registerState(context, { caller, code: one.code })));
      await showApp(context, req, res, signed, 'app/records/record', {
        title: { key: 'app.entry.registers' },
        lead: { key: 'app.about.registers' },
        acts: has(caller, 'writeMasterData') ? [{ href: '/app/registers/new', text: words('registers.add') }] : [],
        sections: [
          {
            heads: ['register', 'records.head.unit', 'paper', 'symbol', 'records.head.mode', 'records.head.next'],
            rows: registers.map((one, i): Cell[] => [
              { text: one.code, href: registerHref(one.code), main: true },
              { text: name(one.unit) },
              { text: officeWords(`registerPaper.${one.paper}`), ...defined({ sub: one.council }) },
              { text: one.symbol },
              { text: words(`registers.${one.mode}`) },
              states[i]?.full ? { text: words('registers.full'), tone: 'stop' } : textCell(states[i]?.next),
            ]),
            empty: officeWords('list.none'),
          },
        ],
      });
    },
  },
  recordForm(context, {
    path: '/app/registers/new',
    right: 'writeMasterData',
    async open(_req, { caller }) {
      const units = await listMaster(context, { caller, kind: 'units' });
      const councils = await listMaster(context, { caller, kind: 'councils' });
      return {
        title: words('registers.add'),
        back: { href: '/app/registers', text: { key: 'app.entry.registers' } },
        button: words('save'),
        edition: 0,
        choices: [{ id: 'units', options: units.map(({ _id, name }) => ({ value: _id, text: name })) }],
        groups: [
          {
            fields: [
              field('code', 'text', { required: true, hint: words('codeHow') }),
              field('unit', 'text', { required: true, list: 'units', hint: words('unitHow') }),
              choice('council', [
                none,
                ...[...new Map(councils.map((one) => [one.code, one.name]))].map(([value, text]) => ({ value, text })),
              ]),
              choice(
                'paper',
                registerPapers.map((value) => ({ value, text: officeWords(`registerPaper.${value}`) })),
              ),
              ...countingFields(),
            ].map((one) => (one.name === 'paper' ? { ...one, label: words('field.registerPaper') } : one)),
          },
        ],
      };
    },
    async save({ signed: { caller }, body, expects }) {
      const { code: of, unit: typed, ...said } = body;
      const units = await listMaster(context, { caller, kind: 'units' });
      const found = typeof typed === 'string' ? unitNamed(units, { field: 'unit', typed }) : undefined;
      if (found && 'problem' in found) throw invalid(found.problem);
      const id = parse(z.object({ code }), { code: of }).code;
      const record = parse(registerBody, { ...counted(said), ...defined({ unit: found?.code }) });
      await putMaster(context, {
        caller,
        kind: 'registers',
        record: { _id: `${id}@${record.validFrom}`, code: id, ...record },
        expects,
      });
      return `${registerHref(id)}?done=saved`;
    },
  }),
  {
    path: '/app/registers/:code',
    right: 'readDecisions',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      const id = String(req.params['code']);
      const [state, gaps, versions] = await Promise.all([
        registerState(context, { caller, code: id }),
        registerGaps(context, { caller, code: id }),
        registerVersions(context, { caller, code: id }),
      ]);
      const { register, last, next, imported, full } = state;
      const name = await unitNamesOf(context, [register.unit]);
      await showApp(context, req, res, signed, 'app/records/record', {
        title: words('registers.title', { code: id }),
        back: { href: '/app/registers', text: { key: 'app.entry.registers' } },
        ...doneIn(req, ['saved', 'imported']),
        notes: full ? [{ tone: 'stop', text: words('registers.fullNote') }] : [],
        acts: [
          ...(has(caller, 'writeMasterData')
            ? [{ href: `${registerHref(id)}/version`, text: words('registers.version') }]
            : []),
          ...(has(caller, 'importNumbers')
            ? [{ href: `${registerHref(id)}/last`, text: words('registers.last') }]
            : []),
        ],
        facts: [
          ...fact('unit', name(register.unit)),
          ...fact('registerPaper', officeWords(`registerPaper.${register.paper}`), defined({ sub: register.council })),
          ...fact('symbol', register.symbol),
          ...fact('mode', words(`registers.${register.mode}`)),
          ...fact('restart', words(`registers.${register.restart}`)),
          ...fact('maximum', register.maximum === undefined ? undefined : String(register.maximum)),
          ...fact('lastNumber', last?.number, last ? { sub: dayText(lang, last.date) } : {}),
          ...fact('nextNumber', next),
          ...fact('imported', imported?.number, imported ? { sub: imported.reason } : {}),
        ],
        sections: [
          {
            title: words('registers.gaps'),
            count: words('registers.gapCount', { count: gaps.length }),
            heads: ['records.head.fromNumber', 'records.head.toNumber'],
            rows: gaps.map(([from, to]): Cell[] => [{ text: from, main: true }, { text: to }]),
            empty: words('registers.noGaps'),
          },
          {
            title: words('registers.versions'),
            heads: ['records.head.from', 'symbol', 'records.head.mode', 'records.head.restart', 'records.head.maximum'],
            rows: versions
              .toReversed()
              .map((one): Cell[] => [
                { day: one.validFrom, main: true },
                { text: one.symbol },
                { text: words(`registers.${one.mode}`) },
                { text: words(`registers.${one.restart}`) },
                one.maximum === undefined ? {} : { n: one.maximum },
              ]),
            empty: words('registers.byPack'),
          },
        ],
        links: trailLink(caller, `registers/${id}`),
      });
    },
  },
  recordForm(context, {
    path: '/app/registers/:code/version',
    right: 'writeMasterData',
    async open(req, { caller }) {
      const { register } = await registerState(context, { caller, code: String(req.params['code']) });
      return {
        title: words('registers.version'),
        lead: words('registers.versionHow'),
        back: { href: registerHref(register.code), text: words('registers.title', { code: register.code }) },
        button: words('save'),
        edition: 0,
        groups: [{ fields: countingFields(register) }],
      };
    },
    async save({ req, signed: { caller }, body, expects }) {
      const { register } = await registerState(context, { caller, code: String(req.params['code']) });
      const { code: id, unit, paper, council } = register;
      const record = parse(registerBody, { ...counted(body), unit, paper, ...defined({ council }) });
      await putMaster(context, {
        caller,
        kind: 'registers',
        record: { _id: `${id}@${record.validFrom}`, code: id, ...record },
        expects,
      });
      return `${registerHref(id)}?done=saved`;
    },
  }),
  recordForm(context, {
    path: '/app/registers/:code/last',
    right: 'importNumbers',
    async open(req, { caller }) {
      const { register, imported } = await registerState(context, { caller, code: String(req.params['code']) });
      return {
        title: words('registers.last'),
        lead: words('registers.lastHow'),
        back: { href: registerHref(register.code), text: words('registers.title', { code: register.code }) },
        button: words('save'),
        edition: 0,
        groups: [
          {
            fields: [
              field('number', 'text', {
                value: imported?.number,
                required: true,
                hint: words('registers.numberHow', { symbol: register.symbol }),
              }),
              field('date', 'date', { value: imported?.date ?? dayOf(context.clock.now()), required: true }),
              field('reason', 'text', { value: imported?.reason, required: true }),
            ],
          },
        ],
      };
    },
    async save({ req, signed: { caller }, body }) {
      const id = String(req.params['code']);
      const said = parse(z.object({ number: line(100), date: day, reason: line(500) }), body);
      await importLastNumber(context, { caller, code: id, ...said });
      return `${registerHref(id)}?done=imported`;
    },
  }),
];

const countingFields = (one?: {
  readonly symbol: string;
  readonly mode: string;
  readonly restart: string;
  readonly maximum?: number;
}) => [
  field('symbol', 'text', { value: one?.symbol, required: true, hint: words('registers.symbolHow') }),
  choice(
    'mode',
    (['manual', 'automatic'] as const).map((value) => ({ value, text: words(`registers.${value}`) })),
    one?.mode,
  ),
  choice(
    'restart',
    (['yearly', 'never'] as const).map((value) => ({ value, text: words(`registers.${value}`) })),
    one?.restart,
  ),
  field('maximum', 'number', {
    value: one?.maximum === undefined ? undefined : String(one.maximum),
    hint: words('registers.maximumHow'),
  }),
  field('validFrom', 'date', { required: true, label: words('field.countsFrom'), hint: words('registers.fromHow') }),
];

/** A number that was typed is one. */
function counted({ maximum, ...said }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (maximum === undefined) return said;
  if (typeof maximum !== 'string' || !/^\d{1,7}$/.test(maximum)) return { ...said, maximum };
  return { ...said, maximum: Number(maximum) };
}
