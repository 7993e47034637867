import type { ProposalRecord } from '../../../../../platform/store';
import { officePaper } from '../../../../commands/office/papers';
import { ministryPack } from '../../../../commands/proposals/ministry-pack';
import { signingPack } from '../../../../commands/proposals/signing-pack';
import type { ApiContext } from '../../../../context';
import type { AppPage } from '../../page';
import { proposalHref } from '../cells';
import { sendFile } from '../file';

const papers = { proposal: 'proposal', list: 'nomineeList', decision: 'decision' } as const;
const names = Object.keys(papers) as (keyof typeof papers)[];

/** The papers that are written of a list as it is now: the key of their name, and where they are. */
export const draftPapers = ({ _id }: Pick<ProposalRecord, '_id'>): { readonly name: string; readonly url: string }[] =>
  names.map((paper) => ({
    name: `officePages.proposal.paper.${paper}`,
    url: `${proposalHref(_id)}/papers/${paper}.docx`,
  }));

/** The papers of a list, and those that go along with it. */
export const proposalPaperPages = (context: ApiContext): AppPage[] => [
  ...names.map((paper): AppPage => ({
    path: `/app/proposals/:id/papers/${paper}.docx`,
    right: 'readProposals',
    async show(req, res, { caller }) {
      const asked = { caller, id: String(req.params['id']), signing: {} };
      await sendFile(res, await officePaper(context, papers[paper], asked));
    },
  })),
  {
    path: '/app/proposals/:id/signing-pack.zip',
    right: 'takeSigningPack',
    async show(req, res, { caller }) {
      await sendFile(res, await signingPack(context, { caller, id: String(req.params['id']), signing: {} }));
    },
  },
  {
    path: '/app/proposals/:id/ministry-pack.zip',
    right: 'readProposals',
    async show(req, res, { caller }) {
      await sendFile(res, await ministryPack(context, { caller, id: String(req.params['id']), signing: {} }));
    },
  },
];
