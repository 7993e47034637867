import type { ApiContext } from '../../../context';
import type { AppPage } from '../page';
import { sentMailPages } from './sent';
import { mailTextPages } from './texts';

/** What was mailed, and in which words. */
export const mailPages = (context: ApiContext): AppPage[] => [...sentMailPages(context), ...mailTextPages(context)];
