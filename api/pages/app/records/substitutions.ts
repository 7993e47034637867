import { z } from 'zod';
import { dayText } from '../../../../templates/format';
import { dayOf } from '../../../../domain/time';
import type { Cell } from '../../../../templates/pages';
import { listMaster } from '../../../commands/service/master-data';
import {
  endSubstitution,
  listSubstitutions,
  substitute,
  substitutionOf,
} from '../../../commands/service/substitutions';
import type { ApiContext } from '../../../context';
import { code, day } from '../../../schemas/fields';
import { authority as authorityBody } from '../../../schemas/master-data';
import { invalid, parse } from '../../../schemas/parse';
import { personNamed } from '../named';
import { showApp } from '../frame';
import type { AppPage } from '../page';
import { doneIn, mustBeProvince, peopleNamed, personHref, provinceActs } from './cells';
import { choice, field, recordForm, words } from './form';

const body = authorityBody.shape.substitutions.unwrap().element;

/** Who signs in whose place: what is in force, ahead and over. */
export const substitutionPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/substitutions',
    entry: 'substitutions',
    right: 'readInternal',
    async show(req, res, signed) {
      const { caller } = signed;
      const all = await listSubstitutions(context, caller);
      const name = await peopleNamed(
        context,
        all.flatMap(({ authority, substitution }) => [authority.person, substitution.person]),
      );
      const may = provinceActs(caller, { href: '/app/substitutions/new', text: words('substitutions.add') });
      await showApp(context, req, res, signed, 'app/records/record', {
        title: { key: 'app.entry.substitutions' },
        lead: words('substitutions.lead'),
        ...doneIn(req, ['substituted', 'ended']),
        ...may,
        sections: [
          {
            heads: [
              'records.head.standIn',
              'records.head.absent',
              'records.head.form',
              'records.head.from',
              'records.head.to',
              'records.head.paper',
              'state',
              ...(may.acts ? ['records.head.act'] : []),
            ],
            rows: all.map(({ authority, substitution: { person, form, from, to, paper }, state }): Cell[] => [
              { text: name(person), href: personHref(person), main: true },
              { text: name(authority.person), sub: authority.title },
              { text: form },
              { day: from },
              { day: to },
              { text: paper.number, sub: dayText(signed.lang, paper.date) },
              {
                text: words(`substitutions.${state}`),
                tone: state === 'now' ? 'awarded' : state === 'ahead' ? 'due' : 'plain',
              },
              ...(may.acts
                ? [
                    state === 'over'
                      ? {}
                      : {
                          text: words('substitutions.end'),
                          href: `/app/substitutions/${encodeURIComponent(authority._id)}/${from}`,
                        },
                  ]
                : []),
            ]),
            empty: words('substitutions.none'),
          },
        ],
      });
    },
  },
  recordForm(context, {
    path: '/app/substitutions/new',
    right: 'writeMasterData',
    async open(_req, { caller }) {
      mustBeProvince(caller);
      const authorities = await listMaster(context, { caller, kind: 'authorities' });
      const name = await peopleNamed(
        context,
        authorities.map(({ person }) => person),
      );
      return {
        title: words('substitutions.add'),
        lead: words('substitutions.how'),
        back: { href: '/app/substitutions', text: { key: 'app.entry.substitutions' } },
        button: words('save'),
        edition: 0,
        groups: [
          {
            fields: [
              choice(
                'authority',
                authorities.map(({ _id, title, person }) => ({ value: _id, text: `${title} (${name(person)})` })),
              ),
              field('person', 'text', {
                required: true,
                hint: words('personHow'),
                label: words('field.standInPerson'),
              }),
              choice('form', [
                { value: 'KT.', text: words('substitutions.KT') },
                { value: 'TUQ.', text: words('substitutions.TUQ') },
              ]),
              field('from', 'date', { required: true }),
              field('to', 'date', { required: true }),
              field('paper.number', 'text', { required: true }),
              field('paper.date', 'date', { required: true }),
            ],
          },
        ],
      };
    },
    async save({ signed: { caller }, body: { authority, ...typed } }) {
      const named = typed['person'];
      const found =
        typeof named === 'string' ? await personNamed(context, caller, { field: 'person', typed: named }) : undefined;
      if (found && 'problem' in found) throw invalid(found.problem);
      const substitution = parse(body, { ...typed, ...(found ? { person: found.code } : {}) });
      await substitute(context, {
        caller,
        authority: parse(z.object({ authority: code }), { authority }).authority,
        substitution,
      });
      return '/app/substitutions?done=substituted';
    },
  }),
  recordForm(context, {
    path: '/app/substitutions/:authority/:from',
    right: 'writeMasterData',
    async open(req, { caller, lang }) {
      mustBeProvince(caller);
      const { authority, substitution } = await substitutionOf(context, { caller, ...named(req.params) });
      const name = await peopleNamed(context, [authority.person, substitution.person]);
      return {
        title: words('substitutions.endOf', { name: name(substitution.person) }),
        lead: words('substitutions.endHow', {
          name: name(substitution.person),
          authority: authority.title,
          from: dayText(lang, substitution.from),
          to: dayText(lang, substitution.to),
          number: substitution.paper.number,
        }),
        back: { href: '/app/substitutions', text: { key: 'app.entry.substitutions' } },
        button: words('substitutions.end'),
        edition: 0,
        groups: [
          {
            fields: [
              field('to', 'date', { value: dayOf(context.clock.now()), required: true, label: words('field.lastDay') }),
            ],
          },
        ],
      };
    },
    async save({ req, signed: { caller }, body: typed }) {
      const { to } = parse(z.object({ to: day }), typed);
      await endSubstitution(context, { caller, ...named(req.params), to });
      return '/app/substitutions?done=ended';
    },
  }),
];

const named = (params: Readonly<Record<string, unknown>>) => ({
  authority: String(params['authority']),
  from: String(params['from']),
});
