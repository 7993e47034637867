import type { ApiContext } from '../../../context';
import type { AppPage } from '../page';
import { calendarPages } from './calendars';
import { councilForms } from './council-forms';
import { councilPages } from './councils';
import { peoplePages } from './people';
import { personForms } from './person-forms';
import { personPages } from './person';
import { registerPages } from './registers';
import { substitutionPages } from './substitutions';
import { unitForms } from './unit-forms';
import { unitPages } from './units';

/** Pages of the standing records. Forms come first: `/app/people/new` is no person. */
export const recordsPages = (context: ApiContext): AppPage[] => [
  ...peoplePages(context),
  ...personForms(context),
  ...personPages(context),
  ...unitForms(context),
  ...unitPages(context),
  ...councilForms(context),
  ...councilPages(context),
  ...calendarPages(context),
  ...substitutionPages(context),
  ...registerPages(context),
];
