import type { ApiContext } from '../../../context';
import type { AppPage } from '../page';
import { initiativeForms } from './forms';
import { meetingForms } from './meeting';
import { initiativeViews } from './view';

/** Initiatives of units, from their submission to the scope of their effect. Forms first: `new` is no number. */
export const initiativeAppPages = (context: ApiContext): AppPage[] => [
  ...initiativeForms(context),
  ...meetingForms(context),
  ...initiativeViews(context),
];
