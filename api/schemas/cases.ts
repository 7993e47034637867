import { z } from 'zod';
import { revocationGrounds } from '../../domain/award';
import { conclusions } from '../../domain/case/said';
import { returnables } from '../../domain/case/state';
import { numberedPaper, paper } from './content';
import { confirmed, day, formOfAddress, id, line, prose, version } from './fields';

/** Cases as they are opened and acted on. */

const award = line(200).meta({ description: 'Id of the entry of the ledger, or the number of a certificate of ours' });
const reason = prose(5_000);
const head = { award, reason };

const facts = z
  .strictObject({
    name: line(300).exactOptional(),
    address: formOfAddress.exactOptional(),
    post: line(300).exactOptional(),
    unitName: line(300).exactOptional(),
    residence: line(500).exactOptional(),
    merit: prose(20_000).exactOptional(),
  })
  .refine((fields) => Object.keys(fields).length > 0, 'nothingToChange')
  .meta({ id: 'RightFacts', description: 'What should be printed; fields that are right already are left out' });

export const newCase = z
  .discriminatedUnion('kind', [
    z
      .strictObject({ kind: z.literal('correction'), ...head, facts, paper: paper.exactOptional() })
      .meta({ description: 'Error of form (lỗi thể thức, chính tả): a correction letter' }),
    z
      .strictObject({ kind: z.literal('replacement'), ...head, facts, paper: paper.exactOptional() })
      .meta({ description: 'Error of content: a decision of the same kind and a new certificate' }),
    z.strictObject({
      kind: z.literal('revocation'),
      ...head,
      ground: z.enum(revocationGrounds).meta({
        description:
          'Law art. 93(2): fraud in declaring achievements, false statements or forged papers, an appraisal or proposal against the ' +
          'law, or a conclusion by which the criteria were not met',
      }),
      conclusion: numberedPaper.meta({ description: 'The conclusion of the competent body' }),
    }),
    z
      .strictObject({
        kind: z.literal('reprint'),
        ...head,
        because: z.enum(['damaged', 'lost']),
        paper: paper.exactOptional().meta({ description: 'Of a lost one: the paper that confirms the loss' }),
      })
      .refine((asked) => asked.because === 'damaged' || asked.paper !== undefined, {
        error: 'lossNeedsPaper',
        path: ['paper'],
      })
      .meta({ description: 'Cấp đổi: the damaged one comes back first; cấp lại of a lost one, with a paper' }),
    z.strictObject({ kind: z.literal('complaint'), ...head, paper }),
  ])
  .meta({ id: 'NewCase' });

const expects = version.optional();
const what = z.enum(returnables);

export const caseBodies = {
  record: z
    .strictObject({
      number: line(100)
        .optional()
        .meta({
          examples: ['05/QĐ-UBND'],
          description: 'Below ten with a zero in front; left out where the register is automatic',
        }),
      date: day,
      signer: line(200),
      signerPost: line(300),
      form: z.enum(['direct', 'TM.', 'KT.', 'TL.', 'TUQ.']).default('direct'),
      file: id.optional().meta({ description: 'Id of the signed PDF, or of its scan, attached to the case' }),
      confirmed: confirmed.optional(),
      expects,
    })
    .meta({ id: 'SignedCasePaper' }),
  return: z.strictObject({ what, on: day, reason: prose(2_000).exactOptional(), expects }).meta({ id: 'CaseReturn' }),
  waive: z.strictObject({ what, reason, paper: numberedPaper, expects }).meta({ id: 'CaseWaiver' }),
  print: z.strictObject({ reason: prose(2_000).exactOptional(), expects }).meta({ id: 'CasePrint' }),
  reason: z.strictObject({ reason, expects }),
  paper: z.strictObject({ reason, paper, expects }),
  settling: z.strictObject({ reason, paper: numberedPaper, expects }),
  conclude: z
    .strictObject({ outcome: z.enum(conclusions), reason, paper: numberedPaper, expects })
    .meta({ id: 'CaseConclusion' }),
} as const;
