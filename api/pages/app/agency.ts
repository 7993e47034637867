import type { Router } from 'express';
import { liveGrants } from '../../../domain/accounts';
import { dayOf } from '../../../domain/time';
import { AGENCY_BACK } from '../../../platform/agency';
import type { ApiContext } from '../../context';
import { queryOf } from '../language';
import { enter } from './enter';
import { keptFor } from './kept';
import { limitDoor } from './limits';
import { localPath } from './local';
import { saved } from './session';

/**
 * Sign-in by the agency's own provider, where one is configured. Who comes back is known by the address that the provider vouches
 * for; one that has no account here gets a sentence.
 */
export function agencyPages(router: Router, context: ApiContext): void {
  const { agency, clock, log, store } = context;
  if (!agency) return;

  router.get('/sign-in/agency', limitDoor('asked'), async (req, res) => {
    try {
      const { url, trip } = await agency.leave();
      const next = queryOf(req, 'next');
      req.session.agency = { ...trip, ...(next === undefined ? {} : { next: localPath(next) }) };
      await saved(req);
      res.redirect(303, url);
    } catch (error) {
      log.warn({ kind: kindOf(error) }, 'the sign-in of the agency does not answer');
      res.redirect(303, '/sign-in?note=agencyFailed');
    }
  });

  router.get(AGENCY_BACK, limitDoor('typed'), async (req, res) => {
    const { agency: trip } = req.session;
    if (!trip) {
      res.redirect(303, '/sign-in?note=noCookie');
      return;
    }
    // one answer a trip: the same address again is no second sign-in
    delete req.session.agency;
    await saved(req);
    let mail: string | undefined;
    try {
      mail = await agency.comeBack(req.originalUrl.slice(AGENCY_BACK.length), trip);
    } catch (error) {
      log.warn({ kind: kindOf(error) }, 'the sign-in of the agency was not completed');
      res.redirect(303, '/sign-in?note=agencyFailed');
      return;
    }
    const account = mail === undefined ? undefined : await store.accounts.byMail(mail);
    const grants = account ? liveGrants(account, dayOf(clock.now())) : [];
    if (!account || grants.length === 0) {
      res.redirect(303, '/sign-in?note=agencyUnknown');
      return;
    }
    const kept = keptFor(context, req, account._id);
    await enter(context, req, account, grants);
    res.redirect(303, kept ? '/app/kept' : localPath(trip.next));
  });
}

/** What went wrong, without what was sent: it may hold a code. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
