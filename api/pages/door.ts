import type { Request, RequestHandler, Response, Router } from 'express';
import { Problem } from '../../domain/errors';
import type { LinkRecord } from '../../platform/store';
import type { ApiContext } from '../context';
import { answerDeadLink, showDeadLink } from './dead-link';
import { tokenExhausted } from './failures';
import { plainForm } from './forms';

/** What a page does with a request that came through a live link. */
export type LinkHandler = (req: Request, res: Response, link: LinkRecord) => Promise<void>;

export interface LinkPage {
  readonly purpose: LinkRecord['purpose'];
  readonly path: string;
  readonly show: LinkHandler;
  /** Absent: the page holds no form. */
  readonly post?: LinkHandler;
  /** Answers for a link that is dead for a reason which its holder may know. @returns whether it has answered */
  readonly gone?: (req: Request, res: Response, link: LinkRecord) => Promise<boolean>;
  /** Parses what is posted; runs only behind a live link. */
  readonly form?: RequestHandler;
}

/**
 * One page behind a personal link. The link is opened before anything is read: a dead one, and whatever is posted to it, is
 * answered in one way for everybody. GET and HEAD change nothing, not even a mark that the page was opened.
 */
export function linkPage(router: Router, context: ApiContext, limits: readonly RequestHandler[], page: LinkPage): void {
  const { purpose, path, show, post, gone, form = plainForm } = page;

  const opened: RequestHandler = async (req, res, next) => {
    const link = await openLink(context, req, res, purpose);
    if (link) {
      res.locals['link'] = link;
      next();
    } else if (gone && (await toldWhy(gone, req, res))) {
      return;
    } else if (req.method === 'POST') {
      plainForm(req, res, () => void answerDeadLink(context, req, res, purpose).catch(next));
    } else {
      showDeadLink(context, req, res);
    }
  };
  const toldWhy = async (tell: NonNullable<typeof gone>, req: Request, res: Response): Promise<boolean> => {
    if (tokenExhausted(res)) return false;
    const link = await context.links.find(String(req.params['token']), purpose);
    return link !== undefined && (await tell(req, res, link));
  };
  const through =
    (handle: LinkHandler): RequestHandler =>
    (req, res) =>
      handle(req, res, res.locals['link'] as LinkRecord);

  router.get(path, ...limits, opened, through(show));
  if (post) router.post(path, ...limits, opened, form, through(post));
  else router.post(path, ...limits, opened, () => refuseForm());
}

function refuseForm(): never {
  throw new Problem('MALFORMED', 'this page holds no form');
}

async function openLink(
  context: ApiContext,
  req: Request,
  res: Response,
  purpose: LinkRecord['purpose'],
): Promise<LinkRecord | undefined> {
  if (tokenExhausted(res)) return undefined;
  try {
    return await context.links.open(String(req.params['token']), purpose);
  } catch (error) {
    if (error instanceof Problem && error.code === 'LINK_DEAD') return undefined;
    throw error;
  }
}
