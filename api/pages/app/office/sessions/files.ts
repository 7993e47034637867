import { Problem } from '../../../../../domain/errors';
import type { SessionPaper, SessionRecord } from '../../../../../platform/store';
import type { Tables } from '../../../../../templates/pages';
import { meetingPapers, sessionPaper } from '../../../../commands/sessions/papers';
import { recountOf } from '../../../../commands/sessions/sessions';
import type { ApiContext } from '../../../../context';
import { sendFile } from '../file';
import type { AppPage } from '../../page';
import { sessionHref } from '../cells';
import { sit } from './words';

const formats = ['pdf', 'docx'] as const;
/** Papers by the name that they have in an address; `agenda` is made anew, the others are what was made at closing. */
const papers = { agenda: undefined, 'counting-minutes': 'countingMinutes', minutes: 'minutes' } as const;
type PaperName = keyof typeof papers;

/** Papers of a session and what is published of its count, to take down. */
export const sessionFilePages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/sessions/:id/papers/:file',
    right: 'readSessions',
    async show(req, res, { caller }) {
      const id = String(req.params['id']);
      const [, name = '', format] = /^([a-z-]+)\.(pdf|docx)$/.exec(String(req.params['file'])) ?? [];
      if (!Object.hasOwn(papers, name)) throw new Problem('NOT_FOUND', 'no such paper');
      const asked = { caller, id, format: format as SessionPaper['format'] };
      const paper = papers[name as PaperName];
      await sendFile(res, await (paper ? sessionPaper(context, { ...asked, paper }) : meetingPapers(context, asked)));
    },
  },
  {
    path: '/app/sessions/:id/ballots/:code',
    right: 'readSessions',
    async show(req, res, { caller }) {
      const [id, member] = [String(req.params['id']), String(req.params['code'])];
      await sendFile(res, await sessionPaper(context, { caller, id, paper: 'namedBallot', format: 'pdf', member }));
    },
  },
  {
    path: '/app/sessions/:id/recount.json',
    right: 'readSessions',
    async show(req, res, { caller }) {
      const id = String(req.params['id']);
      const bundle = await recountOf(context, { caller, id });
      const bytes = Buffer.from(`${JSON.stringify(bundle, undefined, 2)}\n`);
      await sendFile(res, { name: `recount-${id}.json`, bytes, type: 'application/json' });
    },
  },
];

/** What of it is there now. */
export function paperLinks({ _id, status, papers: made = [], result }: SessionRecord): NonNullable<Tables['links']> {
  const href = `${sessionHref(_id)}/`;
  const there = (name: PaperName, format: (typeof formats)[number]): boolean => {
    const paper = papers[name];
    if (paper === undefined) return status !== 'cancelled' && status !== 'failed';
    return made.some((one) => one.paper === paper && one.format === format);
  };
  return [
    ...(Object.keys(papers) as PaperName[]).flatMap((name) =>
      formats
        .filter((format) => there(name, format))
        .map((format) => ({
          href: `${href}papers/${name}.${format}`,
          text: sit(`paper.${name}.${format}`),
          download: true as const,
        })),
    ),
    ...(result?.bundle === undefined
      ? []
      : [{ href: `${href}recount.json`, text: sit('paper.recount'), download: true as const }]),
  ];
}
