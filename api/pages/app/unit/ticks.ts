import type { Request, Response } from 'express';
import { proposedElsewhere } from '../../../../domain/campaign/nominating';
import { Problem } from '../../../../domain/errors';
import { gradeName, measureName } from '../../../../domain/rules/sentences';
import { createTicked, tickList, tickedAwards } from '../../../commands/unit/tick-list';
import type { ApiContext } from '../../../context';
import { fieldsIn, sheetForm, submissionFor, submissionIn, type Fields } from '../../forms';
import { queryOf } from '../../language';
import { fieldsOf as faultsOf } from '../../problem';
import { showApp } from '../frame';
import type { AppPage, SignedIn } from '../page';
import { mustBeOfUnit } from './list';
import { checklistOf } from './shown';

/** The list to tick: everybody of the unit, with what is known of the year; the drafts of those who are ticked in one go. */
export function tickPages(context: ApiContext): AppPage[] {
  return [
    {
      path: '/app/submit/ticks',
      right: 'writeDrafts',
      form: sheetForm,
      show: (req, res, signed) => showTicks(req, res, signed),
      async post(req, res, signed) {
        const fields = fieldsIn(req);
        const submission = submissionIn(fields);
        const persons = chosenIn(fields);
        if (persons.length === 0) return showTicks(req, res, signed, { fields });
        let made;
        try {
          made = await createTicked(context, { caller: signed.caller, ...askedIn(req), persons, submission });
        } catch (problem) {
          // somebody of the list may have been proposed elsewhere meanwhile: whoever was ticked stays ticked
          if (!(problem instanceof Problem) || problem.code !== 'VALIDATION') throw problem;
          return showTicks(req, res, signed, { fields, problem });
        }
        res.redirect(303, `/app/submit?done=ticked&n=${made.filter(({ created }) => created).length}`);
      },
    },
  ];

  async function showTicks(
    req: Request,
    res: Response,
    signed: SignedIn,
    tried?: { readonly fields: Fields; readonly problem?: Problem },
  ): Promise<void> {
    const typed = tried?.fields;
    const { caller, lang } = signed;
    mustBeOfUnit(caller);
    const { round, award, rows } = await tickList(context, { caller, ...askedIn(req) });
    const lists = rows.map(({ eligibility }) => checklistOf(eligibility, lang).stands.map(({ say }) => say));
    const common = saidOfAll(lists);
    const shown = rows.map(
      ({ person, unitName, grade, maternityLeave, discipline, eligibility, nomination, elsewhere }) => {
        const free = nomination === undefined && elsewhere === undefined;
        const { light, stands } = checklistOf(eligibility, lang);
        const says = stands.map(({ say }) => say).filter((say) => !common.includes(say));
        return {
          code: person._id,
          name: person.name,
          post: person.post,
          unitName,
          ...(grade === undefined ? {} : { grade: gradeName[grade][lang] }),
          maternityLeave: maternityLeave === true,
          ...(discipline === undefined ? {} : { discipline: measureName[discipline][lang] }),
          light,
          says,
          ...(nomination ? { nominated: `/app/submit/drafts/${nomination._id}` } : {}),
          ...(elsewhere ? { elsewhere: proposedElsewhere[lang] } : {}),
          // those of whom nothing stands in the way; whoever sends the list looks at each name anyway
          chosen: free && (typed ? typed.get(`person.${person._id}`) === 'yes' : light !== 'stop' && says.length === 0),
        };
      },
    );
    await showApp(
      context,
      req,
      res,
      signed,
      'app/unit/ticks',
      {
        action: req.originalUrl,
        submission: submissionFor(1),
        award: award.name[lang],
        round: round.name,
        year: round.awardYear,
        common,
        rows: shown,
        none: tried !== undefined && tried.problem === undefined,
        refused: tried?.problem ? faultsOf(tried.problem).map((fault) => fault[lang]) : [],
      },
      typed ? 400 : 200,
    );
  }
}

/** What is found of everybody alike, to be said once above the list; nothing of a list of one. */
export function saidOfAll(lists: readonly (readonly string[])[]): string[] {
  const [first = [], ...others] = lists;
  return others.length === 0 ? [] : first.filter((say) => others.every((says) => says.includes(say)));
}

/** @throws Problem NOT_FOUND for an address without round or award */
function askedIn(req: Request): { readonly round: string; readonly award: string } {
  const round = queryOf(req, 'round');
  const award = tickedAwards.find((one) => one === queryOf(req, 'award'));
  if (round === undefined || award === undefined) throw new Problem('NOT_FOUND', 'no such list');
  return { round, award };
}

const chosenIn = (fields: Fields): string[] =>
  [...fields].flatMap(([name, value]) => (value === 'yes' ? (/^person\.(.+)$/.exec(name)?.[1] ?? []) : []));
