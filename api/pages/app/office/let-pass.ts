import { Problem } from '../../../../domain/errors';
import { levelOf } from '../../../../domain/roles';
import type { NominationRecord } from '../../../../platform/store';
import { nominationWithFindings } from '../../../commands/nominations/reads';
import { inTheWay, type Found } from '../../../commands/nominations/eligibility';
import { overrideFinding } from '../../../commands/nominations/overrides';
import { defined } from '../../../commands/shared';
import type { ApiContext, Caller } from '../../../context';
import { overrideBody } from '../../../routes/nominations';
import { parse } from '../../../schemas/parse';
import { awardName } from '../../nominee';
import { bodyIn } from '../../forms';
import type { AppPage } from '../page';
import { nominationHref, words } from './cells';
import { fieldsOf } from './fields';
import { formPage, paperFault, paperIn } from './form-page';

interface ToLetPass {
  readonly version: number;
  readonly record: NominationRecord;
  readonly found: Found;
}

const make = fieldsOf((key) => words(`letPass.${key}`));

/** Whether this reader may let it pass where the dossier stands now: as the rule of the finding names the roles. */
const mayLetPass = ({ line }: NominationRecord, caller: Caller, found: Found): boolean =>
  inTheWay(found) &&
  found.override.includes(caller.role) &&
  (caller.unit === undefined) === ((line ? levelOf(line) : 'unit') === 'province');

/** Where a finding that stands in the way is let pass; undefined when this reader may not. */
export const letPassHref = (record: NominationRecord, caller: Caller, found: Found): string | undefined =>
  mayLetPass(record, caller, found)
    ? `${nominationHref(record._id)}/findings/${encodeURIComponent(found.code)}`
    : undefined;

/** A dossier passes with a finding that stands in its way: a warning with a reason, everything else with a paper too. */
export const letPassPages = (context: ApiContext): AppPage[] => [
  formPage<ToLetPass>(context, {
    path: '/app/nominations/:id/findings/:code',
    right: 'readNominations',
    files: { to: 'nominations' },
    async open(req, { caller }) {
      const id = String(req.params['id']);
      const { found: of, eligibility } = await nominationWithFindings(context, { caller, id });
      const found = eligibility?.findings.find(({ code }) => code === req.params['code']);
      if (!found) throw new Problem('NOT_FOUND', `no finding ${String(req.params['code'])} of ${id}`);
      return { version: of.record.version, record: of.record, found };
    },
    offered({ record, found }, { caller }) {
      if (!mayLetPass(record, caller, found)) throw new Problem('NO_OVERRIDE', found.code, { roles: found.override });
    },
    about: ({ record, found }, { lang }) => ({
      title: words('letPass.title', { code: found.code }),
      subject: record.dossier.nominee.name,
      award: awardName(context.catalogue, record.dossier.award, lang),
      back: nominationHref(record._id),
      button: words('letPass.button'),
      notes: [
        { tone: 'warn', text: `${found.say[lang]} (${found.citation[lang]})` },
        { tone: 'plain', text: words(found.kind === 'WARN' ? 'letPass.how' : 'letPass.howWithPaper') },
      ],
    }),
    fields: ({ found }) => [
      make.long('reason'),
      ...(found.kind === 'WARN' ? [] : make.paper({ title: '', scan: 'offered' })),
    ],
    async send({ record, found }, { caller, submission, fields }) {
      const said = parse(overrideBody, {
        code: found.code,
        ...bodyIn(fields, ['reason']),
        ...defined({ paper: paperIn(fields, 'override') }),
      });
      await overrideFinding(context, {
        caller,
        id: record._id,
        submission,
        ...defined(said),
        code: found.code,
        reason: said.reason,
      });
      return `${nominationHref(record._id)}?done=letPass`;
    },
    at: paperFault,
  }),
];
