import type { WorkingCalendar } from '../domain/calendar';
import { isRemindedOn } from '../domain/centralDeadlines';
import { digestRuleOf } from '../domain/digest';
import { Problem } from '../domain/errors';
import { at, dayOf, plusDays, type Day, type Instant } from '../domain/time';
import { deadlinesFrom, type DeadlineAhead } from '../platform/central-deadlines';
import { everything } from '../platform/store/paging';
import type { Activities, MailOrder } from './index';
import type { ActivityContext } from './context';
import { digestsDue } from './mails/digest';

/** Before the office opens, so that its people find what the day has brought. */
const MORNING = '07:00';

/** What an hour of the day brings. Orders are named after days, so that a second run orders nothing else. */
export function dayActivities(context: ActivityContext): Pick<Activities, 'noticesOf'> {
  const { store, pack } = context;
  return {
    async noticesOf({ since, now }) {
      // the last morning that has passed
      const day = now < at(dayOf(now), MORNING) ? plusDays(dayOf(now), -1) : dayOf(now);
      const isMorning = since < at(day, MORNING);
      const before = since < at(dayOf(since), MORNING) ? plusDays(dayOf(since), -1) : dayOf(since);
      const orders = isMorning ? [...(await substitutions(before, day, now)), ...(await deadlines(day, now))] : [];
      // gathered mails first wait, then leave: what the morning brings may itself be gathered
      const digests = await digestsDue(context, since, now);
      return { orders: [...orders, ...digests], hours: [MORNING, digestRuleOf(pack).at] };
    },
  };

  /** Those that have begun since the last morning and are not over. */
  async function substitutions(since: Day, day: Day, now: Instant): Promise<MailOrder[]> {
    const authorities = await everything((paging) => store.authorities.list(paging));
    return authorities.flatMap(({ _id: authority, substitutions: all = [] }) =>
      all
        .filter(({ from, to }) => since < from && from <= day && day <= to)
        .flatMap(({ from }) =>
          (['substitute', 'office'] as const).map((reader): MailOrder => {
            const key = `substitutionBegins.${authority}.${reader}.${from}`;
            return { mail: 'substitutionBegins', key, now, authority, from, reader };
          }),
        ),
    );
  }

  /** One mail to the province's office, and one to each unit where something still is. */
  async function deadlines(day: Day, now: Instant): Promise<MailOrder[]> {
    const calendar = await store.calendars.working();
    const ahead = await deadlinesFrom(store, day, undefined);
    const due = ahead.filter(({ deadline }) => deadline.due !== undefined && remindedOn(calendar, deadline.due, day));
    if (due.length === 0) return [];
    const atUnits = [...new Set(due.filter(isAtUnit).map(({ nomination }) => nomination.unit))];
    const units = await store.units.many(atUnits);
    const reached = atUnits.filter((code) => (units.get(code)?.officer?.email ?? units.get(code)?.email) !== undefined);
    return [undefined, ...reached].map((unit): MailOrder => ({
      mail: 'centralDeadline',
      key: `centralDeadline.${unit ?? 'province'}.office.${day}`,
      now,
      ...(unit === undefined ? {} : { unit }),
    }));
  }
}

/** Where no calendar was entered for the year, no day is named. */
function remindedOn(calendar: WorkingCalendar, due: Day, day: Day): boolean {
  try {
    return isRemindedOn(calendar, due, day);
  } catch (error) {
    if (error instanceof Problem && error.code === 'CALENDAR_ENDS') return false;
    throw error;
  }
}

function isAtUnit({ nomination: { status, line } }: DeadlineAhead): boolean {
  const stage = line?.route[line.at]?.[0];
  return status === 'draft' || (stage !== undefined && 'level' in stage && stage.level === 'unit');
}
