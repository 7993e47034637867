import { dayOf } from '../../../../domain/time';
import { silentUnits, roundProgress } from '../../../commands/desk/round';
import { officePaper } from '../../../commands/office/papers';
import { listMaster } from '../../../commands/service/master-data';
import { defined } from '../../../commands/shared';
import type { ApiContext } from '../../../context';
import type { Section } from '../../../../templates/pages';
import { queryOf } from '../../language';
import { showApp } from '../frame';
import type { AppPage } from '../page';
import { roundHref, words } from './cells';
import { sendFile } from './file';

/** Units that have sent nothing, each with whom to call and the letter to it. */
const silentSection = (silent: ReturnType<typeof silentUnits>, letters: string): Section => ({
  title: words('rounds.silentTitle'),
  heads: ['unit', 'drafts', 'contact', 'letter'],
  rows: silent.map(({ unit, drafts }) => [
    { text: unit.name, main: true },
    { n: drafts },
    { text: unit.officer?.name ?? '–', ...defined({ sub: unit.officer?.phone ?? unit.phone }) },
    { text: words('rounds.letterOne'), href: `${letters}?unit=${encodeURIComponent(unit._id)}` },
  ]),
});

/** The rounds, and of each what every unit has sent and who has sent nothing. */
export const roundPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/rounds',
    entry: 'rounds',
    right: 'readNominations',
    async show(req, res, signed) {
      const rounds = await listMaster(context, { caller: signed.caller, kind: 'rounds' });
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: { key: 'app.entry.rounds' },
        sections: [
          {
            heads: ['round', 'awardYear', 'deadline', 'units'],
            rows: rounds
              .toSorted((a, b) => b.deadline.localeCompare(a.deadline))
              .map((round) => [
                { text: round.name, href: roundHref(round._id), main: true },
                { text: String(round.awardYear) },
                { day: round.deadline },
                { n: round.units.length },
              ]),
            empty: words('rounds.none'),
          },
        ],
      });
    },
  },
  {
    path: '/app/rounds/:code',
    right: 'readNominations',
    async show(req, res, signed) {
      const { caller } = signed;
      const id = String(req.params['code']);
      const progress = await roundProgress(context, { caller, id });
      const { round, units } = progress;
      const silent = silentUnits(progress);
      const late = round.deadline < dayOf(context.clock.now());
      const letters = `${roundHref(id)}/reminder.docx`;
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: round.name,
        notes: [
          {
            tone: silent.length === 0 ? 'ok' : late ? 'stop' : 'warn',
            text: words(silent.length === 0 ? 'rounds.allSent' : 'rounds.silent', { count: silent.length }),
          },
        ],
        sections: [
          ...(silent.length === 0 ? [] : [silentSection(silent, letters)]),
          {
            title: words('rounds.sentTitle'),
            heads: ['unit', 'sent', 'underWay', 'returned', 'awarded', 'drafts'],
            rows: units
              .filter(({ sent }) => sent > 0)
              .map(({ unit, counts, sent, drafts }) => {
                const awarded = (counts.issued ?? 0) + (counts.received ?? 0);
                const ended = awarded + (counts.declined ?? 0) + (counts.lapsed ?? 0) + (counts.withdrawn ?? 0);
                const query = new URLSearchParams({ round: id, unit: unit._id }).toString();
                return [
                  { text: unit.name, href: `/app/nominations?${query}`, main: true as const },
                  { n: sent },
                  { n: sent - ended },
                  { n: counts.returned ?? 0 },
                  { n: awarded },
                  { n: drafts },
                ];
              }),
            empty: words('rounds.noneSent'),
          },
        ],
        links: [
          ...(silent.length === 0 ? [] : [{ href: letters, text: words('rounds.letterAll'), download: true as const }]),
          { href: `/app/nominations?round=${encodeURIComponent(id)}`, text: words('rounds.list') },
        ],
      });
    },
  },
  {
    path: '/app/rounds/:code/reminder.docx',
    right: 'readInternal',
    async show(req, res, { caller }) {
      const receiver = queryOf(req, 'unit');
      const asked = { caller, id: String(req.params['code']), signing: {}, ...defined({ receiver }) };
      await sendFile(res, await officePaper(context, 'roundReminder', asked));
    },
  },
];
