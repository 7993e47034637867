import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from '../engine';
import { partialOf, templateOf } from '../engine';
import type { Instant } from '../../domain/time';
import { clockText, type Lang } from '../format';
import { say } from '../words';
import type { ChecklistShown, PageData, PageName } from './data';
import { spoken } from './passages';
import { tied } from './tie';
import { accessFormView, accountView, codeView, refusedView } from './views/app';
import { draftClosedView, draftView, newView, submitView, ticksView } from './views/app-unit';
import { formView } from './views/form';
import { issuedReviewView, recordView } from './views/issued';
import { mailTextView, mailView } from './views/mails';
import { incomingView, nominationView, tablesView } from './views/office';
import { standingView } from './views/records';
import { blankView } from './views/blank';
import { answerView, proposalClosedView, proposalView } from './views/proposal';
import { registrationDoneView, registrationView } from './views/registration';
import { problemView, verifyView } from './views/public';
import { ballotView, closedView, reviewView, sheetView } from './views/sheet';
import {
  correctedView,
  correctionView,
  statusView,
  withdrawalView,
  withdrawnView,
  wordedView,
  wordingView,
} from './views/unit';
import { importView } from './views/workbook';

export * from './data';

/** What a page shows beside its data; pages that are not named show their data only. */
const views: { readonly [N in PageName]?: (data: PageData[N], lang: Lang) => object } = {
  ballot: ballotView,
  'ballot-review': reviewView,
  'ballot-done': sheetView,
  'ballot-voted': sheetView,
  'ballot-busy': sheetView,
  'ballot-closed': closedView,
  proposal: proposalView,
  'proposal-review': answerView,
  'proposal-done': answerView,
  'proposal-answered': answerView,
  'proposal-busy': answerView,
  'proposal-closed': proposalClosedView,
  registration: registrationView,
  'registration-done': registrationDoneView,
  status: statusView,
  correction: correctionView,
  'correction-done': correctedView,
  withdrawal: withdrawalView,
  'withdrawal-done': withdrawnView,
  blank: blankView,
  wording: wordingView,
  'wording-done': wordedView,
  verify: verifyView,
  problem: problemView,
  'sign-in-code': codeView,
  'sign-in-refused': refusedView,
  'app/problem': problemView,
  'app/account': accountView,
  'app/access-form': accessFormView,
  'app/unit/submit': submitView,
  'app/unit/new': newView,
  'app/unit/draft': draftView,
  'app/unit/draft-closed': draftClosedView,
  'app/unit/ticks': ticksView,
  'app/import': importView,
  'app/mails/mail': mailView,
  'app/mails/text': mailTextView,
  'app/form': formView,
  'app/office/tables': tablesView,
  'app/office/nomination': nominationView,
  'app/office/incoming': incomingView,
  'app/issued/record': recordView,
  'app/issued/review': issuedReviewView,
  'app/records/record': standingView,
};

for (const file of readdirSync(join(__dirname, 'partials'))) {
  partialOf(file.replace(/\.hbs$/, ''), `pages/partials/${file}`);
}

const templates = new Map<PageName, Template>();

function template(name: PageName): Template {
  const known = templates.get(name);
  if (known) return known;
  const fresh = templateOf(`pages/${name}.hbs`, { escape: true });
  templates.set(name, fresh);
  return fresh;
}

/** A page as a whole HTML document. It names no other origin and holds no inline script or style. */
export function renderPage<N extends PageName>(name: N, lang: Lang, data: PageData[N]): string {
  return spoken(tied(template(name)({ ...data, ...views[name]?.(data, lang) }, lang)), lang);
}

/** The checklist of a draft alone, as the script of its form asks for it. */
export const renderChecklist = (lang: Lang, checklist: ChecklistShown): string =>
  spoken(
    tied((checklistTemplate ??= templateOf('pages/app/unit/checklist.hbs', { escape: true }))({ checklist }, lang)),
    lang,
  );
let checklistTemplate: Template | undefined;

/** What the script of a draft shows after it has saved it. */
export const savedWords = (lang: Lang, at: Instant): string =>
  say(lang, 'unit.draft.savedAt', { at: clockText(lang, at) });

/** What a script shows that saves by itself, once nobody is signed in any more. */
export const overWords = (lang: Lang): string => say(lang, 'app.over');

/** What a script shows that would save a form for somebody who may no longer be what he was. */
export const takenWords = (lang: Lang): string => say(lang, 'app.taken');

/** What a script shows when somebody is something else by now, in another tab. */
export const switchedWords = (lang: Lang): string => say(lang, 'app.kept.switched');

/** Why a draft takes nothing any more: it was sent, or thrown away. */
export const closedWords = (lang: Lang, state: 'sent' | 'gone'): string => say(lang, `unit.draft.closed.${state}`);

/** What the script of a sheet shows after it has saved what is filled in; without a time, that it could not. */
export const keptWords = (lang: Lang, at?: Instant): string =>
  at === undefined ? say(lang, 'ballot.notKept') : say(lang, 'ballot.keptAt', { at: clockText(lang, at) });
