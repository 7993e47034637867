import type { Cell } from '../../../../templates/pages';
import { viewSession } from '../../../commands/sessions/sessions';
import type { ApiContext } from '../../../context';
import { awardName } from '../../nominee';
import { showApp } from '../frame';
import type { AppPage } from '../page';
import { nominationHref, words } from './cells';

/** A session: who has voted, never how; what is on its agenda; once it is closed, what came of each line. */
export const sessionPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/sessions/:id',
    right: 'readSessions',
    async show(req, res, signed) {
      const { caller, lang } = signed;
      const { record, turnout } = await viewSession(context, { caller, id: String(req.params['id']) });
      const [people, nominations] = await Promise.all([
        context.store.people.many(record.members.map(({ person }) => person)),
        context.store.nominations.many(record.lines.map(({ nomination }) => nomination)),
      ]);
      const passed = new Map(record.result?.lines.map((line) => [line.nomination, line.tally.passed]));
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: record.name,
        lead: words(`sessionKind.${record.kind}`),
        notes: [
          { tone: 'plain', text: words(`sessionStatus.${record.status}`) },
          ...(turnout === null ? [{ tone: 'warn' as const, text: words('session.unknown') }] : []),
        ],
        sections: [
          {
            title: words('session.members'),
            heads: ['person', 'role', 'voted'],
            rows: record.members.map(({ person, role }): Cell[] => {
              const voted = turnout?.find((one) => one.person === person);
              return [
                { text: people.get(person)?.name ?? person, main: true },
                { text: role },
                turnout === null
                  ? {}
                  : { text: words(voted?.voted === true ? 'session.voted' : 'session.silent'), tone: 'plain' },
              ];
            }),
          },
          {
            title: words('session.agenda'),
            heads: ['no', 'nominee', 'result'],
            rows: record.lines.map(({ nomination, no, award }): Cell[] => {
              const result = passed.get(nomination);
              return [
                { n: no },
                {
                  text: nominations.get(nomination)?.dossier.nominee.name ?? nomination,
                  href: nominationHref(nomination),
                  sub: awardName(context.catalogue, award, lang),
                  main: true,
                },
                result === undefined
                  ? {}
                  : { text: words(result ? 'session.passed' : 'session.failed'), tone: 'plain' },
              ];
            }),
          },
        ],
      });
    },
  },
];
