import { z } from 'zod';
import { periods } from '../../domain/campaign/target';
import { campaignPaper } from '../commands/campaigns/paper-files';
import type { CampaignPaperKind } from '../commands/campaigns/papers';
import { defined } from '../commands/shared';
import { code } from '../schemas/fields';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { byId } from './nominations';
import { signing } from './office-papers';
import { TYPES } from './session-papers';

const unit = code
  .exactOptional()
  .meta({ description: "That of the caller when absent; of the province's office: all, 500 registrants at most" });

const papers = [
  {
    file: 'pact',
    kind: 'emulationPact',
    summary: 'Giao ước thi đua of those who take part, for who has launched the campaign',
    own: {},
  },
  {
    file: 'registration',
    kind: 'emulationRegistration',
    summary: 'Bản đăng ký thi đua of a unit with its rooms and people',
    own: { unit },
  },
  {
    file: 'review',
    kind: 'emulationReview',
    summary: 'Báo cáo sơ kết, tổng kết: results against targets, lessons, and who is proposed',
    own: { unit, period: z.enum(periods).exactOptional().meta({ description: 'The year when absent' }) },
  },
] as const satisfies readonly {
  readonly file: string;
  readonly kind: CampaignPaperKind;
  readonly summary: string;
  readonly own: z.ZodRawShape;
}[];

/** An address for each paper and format. */
export const campaignPaperRoutes: readonly Endpoint[] = papers.flatMap(({ file, kind, summary, own }) =>
  (['docx', 'pdf'] as const).map((format) =>
    endpoint({
      method: 'get',
      path: `/campaigns/:id/papers/${file}.${format}`,
      tag: 'campaigns',
      summary: `${summary}${format === 'docx' ? ', to go on with in a word processor' : ', as a file copy'}`,
      description:
        format === 'docx'
          ? 'By the template that the agency uses today; number and date are left open.'
          : 'In the layout of Decree 30/2020, whatever the template of the agency says.',
      right: 'readCampaigns',
      params: byId,
      query: z.strictObject({ ...own, ...signing }),
      answers: { 200: TYPES[format] },
      refuses: ['NOT_FOUND', 'FACTS_MISSING', 'NOT_PRINTABLE'],
      async handle({ context, caller, params, query }) {
        const { signer, signerPost, form, ...of } = query as {
          signer?: string;
          signerPost?: string;
          form?: 'direct' | 'TM.' | 'KT.' | 'TL.' | 'TUQ.';
          unit?: string;
          period?: (typeof periods)[number];
        };
        const asked = { caller, ...params, ...of, kind, format, signing: defined({ signer, signerPost, form }) };
        return { file: { ...(await campaignPaper(context, asked)), type: TYPES[format] } };
      },
    }),
  ),
);
