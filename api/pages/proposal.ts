import type { Request, RequestHandler, Response, Router } from 'express';
import { problems } from '../../domain/errors';
import { signerOn } from '../../domain/signing';
import { dayOf } from '../../domain/time';
import type { LinkRecord } from '../../platform/store';
import { renderPage } from '../../templates/pages';
import type { ApiContext } from '../context';
import { sendPage } from './answer';
import { linkPage } from './door';
import { sheetForm } from './forms';
import { frameOf, officeOf } from './frame';
import { languageOf } from './language';
import { rememberLanguage } from './problem';
import { answerPage } from './proposal-answer';
import { caseOfLink, type ProposalCase } from './proposal-case';

/** The list before a deciding authority, behind its link. */
export function proposalPages(router: Router, context: ApiContext, limits: readonly RequestHandler[]): void {
  const page = answerPage(context);
  const through =
    (handle: (typeof page)['show']) =>
    async (req: Request, res: Response, link: LinkRecord): Promise<void> => {
      if (await signsNoMore(req, res, link)) return;
      const of: ProposalCase = await caseOfLink(context, req, link);
      rememberLanguage(res, of.lang);
      await handle(req, res, of);
    };
  linkPage(router, context, limits, {
    purpose: 'proposal',
    path: '/p/:token',
    show: through(page.show),
    post: through(page.post),
    gone,
    form: sheetForm,
  });

  /** Whoever was asked and signs no more learns that, and nothing of the list. */
  async function gone(req: Request, res: Response, link: LinkRecord): Promise<boolean> {
    if (link.state !== 'handedOver') return false;
    const { store } = context;
    const [proposal, person] = await Promise.all([store.proposals.need(link.entity), store.people.need(link.person)]);
    const [office, { title: authority }] = await Promise.all([
      officeOf(context, proposal.level, proposal.unit),
      store.authorities.need(proposal.authority),
    ]);
    const lang = languageOf(req, person.language);
    rememberLanguage(res, lang);
    const data = { ...frameOf(req, office, lang), ttr: proposal.number, authority };
    sendPage(res, problems.LINK_DEAD.http, lang, renderPage('proposal-handed-over', lang, data));
    return true;
  }

  /** A link that is still alive when the period of its substitution is over answers like a dead one. */
  async function signsNoMore(req: Request, res: Response, link: LinkRecord): Promise<boolean> {
    const { status, authority } = await context.store.proposals.need(link.entity);
    if (status !== 'sent') return false;
    const signer = signerOn(await context.store.authorities.need(authority), dayOf(context.clock.now()));
    return signer !== link.person && (await gone(req, res, { ...link, state: 'handedOver' }));
  }
}
