import type { CampaignRecord } from '../../../../../platform/store';
import { documentFile, mustTakeScan, recordDocumentFile } from '../../../../commands/campaigns/document';
import { editionOf } from '../../../../commands/campaigns/texts';
import type { ApiContext } from '../../../../context';
import { invalid } from '../../../../schemas/parse';
import { sendFile } from '../../office/file';
import { formPage } from '../../office/form-page';
import type { AppPage } from '../../page';
import { campaignHref } from '../said';
import { campaignOf, faultAt, words } from './parts';

/** The scan of the document that launches a campaign: attached by its office, opened by whoever sees the campaign. */
export const documentPages = (context: ApiContext): AppPage[] => [
  formPage<{ readonly campaign: CampaignRecord; readonly version: number }>(context, {
    path: '/app/campaigns/:id/document',
    right: 'writeCampaigns',
    files: { to: 'campaigns' },
    async open(req, { caller }) {
      const campaign = await campaignOf(context, caller, req);
      return { campaign, version: editionOf(campaign) };
    },
    async offered({ campaign }, { caller }) {
      await mustTakeScan(context, { caller, id: campaign._id });
    },
    about: ({ campaign: { _id, name, document } }) => ({
      title: words(document?.file === undefined ? 'document.title' : 'document.again'),
      subject: name,
      award: words('document.of', { title: document?.title ?? '', number: document?.number ?? '' }),
      back: campaignHref(_id),
      button: words('document.button'),
    }),
    fields: () => [{ name: 'paper.file', label: words('document.file'), kind: 'file', hint: words('document.how') }],
    async send({ campaign: { _id: id } }, { caller, fields, expects }) {
      const file = fields.get('paper.attachment') ?? '';
      if (file === '') throw invalid(faultAt('paper.file', 'noFile'));
      await recordDocumentFile(context, { caller, id, file, expects });
      return `${campaignHref(id)}?done=attached`;
    },
    at: () => 'paper.file',
  }),
  {
    path: '/app/campaigns/:id/document.file',
    right: 'readCampaigns',
    async show(req, res, { caller }) {
      await sendFile(res, await documentFile(context, { caller, id: String(req.params['id']) }));
    },
  },
];
