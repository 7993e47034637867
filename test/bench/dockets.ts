import type { Dossier } from '../../platform/store';
import { sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { travel } from '../setup/journey';
import type { TestService } from '../setup/service';
import { costOf, quiet, undisturbed, type Cost } from './cost';

/** A dossier for each route of the sample pack; the central one with every stage that a route can have. */
const routes = {
  unit: (no: number) => dossier('CSTDCS', no),
  province: (no: number) => dossier('CSTDT', no),
  central: (no: number) => dossier('HCLD3', no, { flags: ['headOfProvincialBody', 'managedByParty'] }),
  simplified: (no: number) => dossier('BKT', no, { procedure: 'simplified', commendationType: 'adHoc' }),
} satisfies Record<string, (no: number) => Dossier>;

export type RouteName = keyof typeof routes;
export const routeNames = Object.keys(routes) as RouteName[];

/** So many dossiers that walk a route. */
export const dossiersOn = (route: RouteName, lines: number): Dossier[] =>
  Array.from({ length: lines }, (_, i) => routes[route](i + 1));

export interface DocketCost extends Cost {
  /** Lists that the docket was sent, each with all its lines. */
  readonly lists: number;
  /** Mails that followed. */
  readonly mails: number;
}

/** The whole life of a docket: sent, acted on as lists one after another, ended and closed. */
export const docketCost = (service: TestService, route: RouteName, lines: number): Promise<DocketCost> =>
  undisturbed(async () => {
    // its last day is over, so that it closes with its last line
    const docket = await sendDocket(service, dossiersOn(route, lines), { openUntil: '2026-11-15' });
    const { handle } = docket;
    let lists = 0;
    await quiet(handle);
    await travel(service, {
      ...docket,
      async act(action, ids) {
        const receipt = await docket.act(action, ids);
        lists += 1;
        // else a mail that is accepted meanwhile shares a task with the next list on one machine and not on another
        await quiet(handle);
        return receipt;
      },
    });
    await handle.result();
    const { events } = await handle.fetchHistory();
    const mails = (events ?? []).filter((e) => e.activityTaskScheduledEventAttributes).length;
    return { handle, result: { lists, mails, ...(await costOf(handle)) } };
  });
