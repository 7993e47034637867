import { Problem } from '../../../../domain/errors';
import { dayOf } from '../../../../domain/time';
import { achievementReport, written, type PaperFile } from '../../../commands/office/papers';
import { unitMinutes, unitNomineeList, unitProposalLetter } from '../../../commands/unit/papers';
import type { ApiContext } from '../../../context';
import { attachmentOf } from '../../../routes/serve';
import { TYPES } from '../../../routes/session-papers';
import type { AppPage } from '../page';
import { mustBeOfUnit } from './list';
import type { Response } from 'express';

const drafters = { proposal: unitProposalLetter, list: unitNomineeList, minutes: unitMinutes } as const;
const isPaper = (kind: string): kind is keyof typeof drafters => Object.hasOwn(drafters, kind);

/** Word files made of what the unit has written, to be signed and brought back as scans. */
export const filePages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/submit/papers/:round/:file',
    right: 'writeDrafts',
    async show(req, res, signed) {
      mustBeOfUnit(signed.caller);
      const kind = /^(\w+)\.docx$/.exec(String(req.params['file']))?.[1] ?? '';
      if (!isPaper(kind)) throw new Problem('NOT_FOUND', 'no such paper');
      const asked = { caller: signed.caller, round: String(req.params['round']), signing: {} };
      const drafted = await drafters[kind](context, asked);
      sendFile(res, await written(context, drafted, { inForceOn: dayOf(context.clock.now()) }));
    },
  },
  {
    path: '/app/submit/drafts/:id/report.docx',
    right: 'writeDrafts',
    async show(req, res, signed) {
      mustBeOfUnit(signed.caller);
      sendFile(res, await achievementReport(context, { caller: signed.caller, id: String(req.params['id']) }));
    },
  },
];

function sendFile(res: Response, { name, bytes }: PaperFile): void {
  res.type(TYPES.docx).set('Content-Disposition', attachmentOf(name)).send(bytes);
}
