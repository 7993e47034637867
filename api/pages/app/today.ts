import type { Role } from '../../../domain/roles';
import type { ApiContext } from '../../context';
import { showApp } from './frame';
import { authorityToday, clerkToday, officeToday } from './office/today';
import type { AppHandler, AppPage } from './page';
import { unitTodayPage } from './unit/today';

/** What comes first for a role: a row here, a module for each. A role without one gets the list of its places. */
const todays: Readonly<Partial<Record<Role, (context: ApiContext) => AppHandler>>> = {
  unit: unitTodayPage,
  office: officeToday,
  secretary: officeToday,
  inspector: officeToday,
  admin: officeToday,
  clerk: clerkToday,
  authority: authorityToday,
};

/** The first page behind sign-in, by role. */
export function todayPages(context: ApiContext): AppPage[] {
  const own = new Map(Object.entries(todays).map(([role, today]) => [role, today(context)]));
  return [
    {
      path: '/app',
      entry: 'today',
      async show(req, res, signed) {
        const today = own.get(signed.grant.role);
        if (today) await today(req, res, signed);
        else await showApp(context, req, res, signed, 'app/today', {});
      },
    },
  ];
}
