import type { Request } from 'express';
import { Problem } from '../../../../../domain/errors';
import type { NominationRecord, SessionLine } from '../../../../../platform/store';
import { decideTie } from '../../../../commands/sessions/chair';
import { orderSession } from '../../../../commands/sessions/orders';
import { defined } from '../../../../commands/shared';
import type { ApiContext } from '../../../../context';
import { parse } from '../../../../schemas/parse';
import { orderBodies as bodies } from '../../../../schemas/sessions';
import { awardName } from '../../../nominee';
import { bodyIn } from '../../../forms';
import type { AppPage, SignedIn } from '../../page';
import { sessionHref } from '../cells';
import { formPage, paperFault, paperIn } from '../form-page';
import { foundSession, lineActsOf, mustRun, nameIn, type Found, type LineAct } from './found';
import { sit, sittingFields as make, titleOf } from './words';

interface OfLine extends Found {
  /** `dropped`: it is on the agenda no more. */
  readonly line: Pick<SessionLine, 'nomination' | 'award' | 'recused'> & { readonly dropped?: true };
  readonly nominee: NominationRecord | undefined;
}

async function found(context: ApiContext, req: Request, signed: SignedIn): Promise<OfLine> {
  const of = await foundSession(context, req, signed);
  const nomination = String(req.params['nomination']);
  const [line, nominee] = [
    of.record.lines.find((one) => one.nomination === nomination),
    await context.store.nominations.get(nomination),
  ];
  if (line) return { ...of, line, nominee };
  if (!nominee || !(await wasDropped(context, of, nomination)))
    throw new Problem('NOT_FOUND', `${nomination} is not on the agenda of ${of.record._id}`);
  return { ...of, nominee, line: { nomination, award: nominee.dossier.award, recused: [], dropped: true } };
}

/** Whoever presses the button again, or has the page of another tab, is told that it is gone. */
async function wasDropped({ store }: ApiContext, { record }: Found, nomination: string): Promise<boolean> {
  const trail = await store.audit.trail(record._id);
  return trail.some(({ type, data }) => type === 'dropLine' && data['nomination'] === nomination);
}

/** What the secretary does about one line: takes it off the agenda, enters what the chair has decided on a tie. */
export const sessionLinePages = (context: ApiContext): AppPage[] => {
  const offered =
    (act: LineAct) =>
    async ({ record, line }: OfLine, { caller }: SignedIn): Promise<void> => {
      if (line.dropped) throw new Problem('NOT_CLAIMED', `${line.nomination} in ${record._id}`);
      await mustRun(context, caller, record, lineActsOf(record, line.nomination, context.clock.now()), act);
    };
  const about = (act: LineAct, { record, line, nominee }: OfLine, { lang }: SignedIn) => ({
    changed: 'sittings.changed',
    title: sit(`act.${act}`),
    subject: nominee?.dossier.nominee.name ?? line.nomination,
    award: awardName(context.catalogue, line.award, lang),
    back: sessionHref(record._id),
    button: sit(`act.${act}`),
    notes: [{ tone: 'plain' as const, text: sit(`will.${act}`) }],
  });
  return [
    formPage<OfLine>(context, {
      path: '/app/sessions/:id/lines/:nomination/dropLine',
      right: 'runSessions',
      files: { to: 'sessions' },
      open: (req, signed) => found(context, req, signed),
      offered: offered('dropLine'),
      about: (of, signed) => about('dropLine', of, signed),
      // nobody has been told of a draft: it takes no paper
      fields: ({ record }) => [
        make.long('reason'),
        ...(record.status === 'draft' ? [] : make.paper({ title: titleOf('dropLine'), scan: 'offered' })),
      ],
      async send({ record, line }, { caller, submission, fields }) {
        const said = parse(bodies.dropLine, {
          ...bodyIn(fields, ['reason']),
          ...defined({ paper: paperIn(fields, 'dropLine') }),
        });
        const order = { type: 'dropLine', nomination: line.nomination, ...said } as const;
        await orderSession(context, { caller, id: record._id, submission, order });
        return `${sessionHref(record._id)}?done=dropLine`;
      },
      at: paperFault,
    }),
    formPage<OfLine>(context, {
      path: '/app/sessions/:id/lines/:nomination/chairDecides',
      right: 'runSessions',
      files: { to: 'sessions' },
      open: (req, signed) => found(context, req, signed),
      offered: offered('chairDecides'),
      about: (of, signed) => about('chairDecides', of, signed),
      fields: ({ record, line, people }) => [
        make.choice(
          'decision',
          ['', 'yes', 'no'].map((value) => ({ value, text: sit(`decision.${value === '' ? 'none' : value}`) })),
        ),
        make.choice(
          'by',
          record.members
            .filter(({ person }) => !line.recused.includes(person))
            .map(({ person, role }) => ({ value: person, text: `${nameIn(people, person)}, ${role}` })),
        ),
        ...make.paper({ title: titleOf('chairDecision'), scan: 'offered' }),
      ],
      async send({ record, line }, { caller, submission, fields }) {
        const said = parse(bodies.chairDecides, {
          ...bodyIn(fields, ['decision', 'by']),
          paper: paperIn(fields, 'chairDecision'),
        });
        await decideTie(context, { caller, id: record._id, nomination: line.nomination, submission, ...said });
        return `${sessionHref(record._id)}?done=chairDecides`;
      },
      at: paperFault,
    }),
  ];
};
