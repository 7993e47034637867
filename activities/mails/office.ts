import { workingDaysBetween } from '../../domain/calendar';
import { dayOf } from '../../domain/time';
import { viewOf } from '../../domain/walk';
import type { NominationRecord } from '../../platform/store';
import { statusLabel } from '../../templates/words';
import type { OfficeLine } from '../../templates/mail';
import type { MailOrder } from '../index';
import type { MailContext } from '../context';
import type { Letter } from './letter';
import { officeAddress, officeOf, ofUnit } from './letter';

type OfficeOrder = Extract<MailOrder, { mail: 'office' }>;

/** To the office of a level, about its own work: numbers and steps, no names of nominees. */
export async function toOffice(context: MailContext, order: OfficeOrder): Promise<Letter> {
  const { store, publicUrl } = context;
  const docket = await store.dockets.get(order.docketId);
  const unit = docket?.unit ?? '';
  const nominations = [...(await store.nominations.many(order.lines)).values()];
  const office = await officeOf(context, order.level, unit);
  const unitName = (await store.units.get(unit))?.name ?? unit;
  const head = {
    key: order.key,
    to: await officeAddress(context, order.level, unit),
    lang: 'vi' as const,
    entity: order.docketId,
    ...ofUnit(unit),
  };
  const base = { office, day: dayOf(order.now), link: `${publicUrl}/` };
  const lines = nominations.map((n) => ({ ...lineOf(n, unitName), view: n.line && viewOf(n.line) }));

  switch (order.subject) {
    case 'overdue': {
      const calendar = await store.calendars.working();
      const late = lines.map(({ view, ...line }) => {
        const due = view?.due ?? base.day;
        return { ...line, due, workingDaysLate: Math.max(1, workingDaysBetween(calendar, due, base.day)) };
      });
      return { ...head, name: 'overdue', data: { ...base, lines: late } };
    }
    case 'centralReminder': {
      const waiting = lines.map(({ view, ...line }) => ({ ...line, since: dayOf(view?.since ?? order.now) }));
      return { ...head, name: 'central-reminder', data: { ...base, lines: waiting } };
    }
    case 'stopped': {
      const first = lines[0];
      const data = {
        office,
        ref: first?.ref ?? order.docketId,
        code: order.code ?? '',
        step: first?.step ?? '',
        since: order.now,
        link: base.link,
      };
      return { ...head, name: 'needs-attention', data };
    }
    default:
      return {
        ...head,
        name: 'office-notice',
        data: { ...base, what: order.subject, lines: lines.map(({ view: _view, ...line }) => line) },
      };
  }
}

const lineOf = (nomination: NominationRecord, unit: string): OfficeLine => ({
  ref: nomination._id,
  unit,
  step: statusLabel('vi', 'office', nomination.status),
});
