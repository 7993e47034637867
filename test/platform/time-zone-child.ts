import { calendarYears, workingCalendar } from '../../domain/data/calendar.data';
import { reminderTimes } from '../../domain/reminders';
import { at, dayOf, endOfDay, plusMonths } from '../../domain/time';
import { instant } from '../../api/schemas/fields';
import { samplePack } from '../../samples/pack';
import { dayText, longTime } from '../../templates/format';

/** Prints what this process makes of the times of a session that closes late in the evening. */
const closesAt = instant.parse('2026-11-20T23:30:00+07:00');
const calendar = workingCalendar(calendarYears);
const said = {
  closesAt,
  day: dayOf(closesAt),
  night: dayOf('2026-11-19T17:00:00.000Z'),
  nine: at('2026-11-20', '09:00'),
  end: endOfDay('2026-11-20'),
  month: plusMonths('2026-11-30', 3),
  reminders: reminderTimes(calendar, '2026-11-16T01:00:00.000Z', closesAt, [3, 1], samplePack.reminders),
  shown: [longTime('vi', closesAt), longTime('en', closesAt), dayText('vi', '2026-11-20')],
};
process.stdout.write(JSON.stringify(said));
