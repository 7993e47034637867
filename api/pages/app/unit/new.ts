import type { Request, Response } from 'express';
import { awardOn, subjectKinds, type Award, type SubjectKind, type Text } from '../../../../domain/award';
import { Problem } from '../../../../domain/errors';
import { dayOf } from '../../../../domain/time';
import type { Dossier, Nominee, PersonRecord, RoundRecord, UnitRecord } from '../../../../platform/store';
import { createNomination } from '../../../commands/nominations/nominations';
import { listNominations } from '../../../commands/nominations/reads';
import { everything, unitsOf } from '../../../commands/shared';
import { copyNomination } from '../../../commands/unit/drafts';
import type { ApiContext } from '../../../context';
import { dossier as dossierSchema } from '../../../schemas/content';
import { parse } from '../../../schemas/parse';
import { fieldsIn, submissionFor, submissionIn, wordsIn, type Fields } from '../../forms';
import { queryOf } from '../../language';
import { fieldsOf } from '../../problem';
import { refusals } from '../../words';
import { showApp } from '../frame';
import type { AppPage, SignedIn } from '../page';
import { mustBeOfUnit } from './list';

interface Asked {
  readonly award: Award;
  readonly kind: SubjectKind;
  readonly round?: RoundRecord;
}

/** A form that was not taken; without a fault, for what it lacks. */
interface Refused {
  readonly fields: Fields;
  readonly fault?: Text;
}

/** What the schema says of a name that was typed. */
function faultOf(nominee: Nominee): Text | undefined {
  try {
    parse(dossierSchema.shape.nominee, nominee);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return fieldsOf(error)[0];
    throw error;
  }
}

/** The beginning of a draft: who it is for. Everything else is filled in on the form of the draft. */
export function newPages(context: ApiContext): AppPage[] {
  return [
    {
      path: '/app/submit/new',
      right: 'writeDrafts',
      async show(req, res, signed) {
        await showNew(req, res, signed, await askedIn(req));
      },
      async post(req, res, signed) {
        const asked = await askedIn(req);
        const fields = fieldsIn(req);
        const submission = submissionIn(fields);
        const copied = fields.get('copy') ?? '';
        if (copied !== '') {
          const of = {
            caller: signed.caller,
            id: copied,
            submission,
            ...(asked.round ? { round: asked.round._id } : {}),
          };
          const { record } = await copyNomination(context, of);
          return res.redirect(303, `/app/submit/drafts/${record._id}`);
        }
        const nominee = await nomineeIn(fields, asked, signed);
        const fault = nominee ? faultOf(nominee.nominee) : undefined;
        if (!nominee || fault) return showNew(req, res, signed, asked, { fields, ...(fault ? { fault } : {}) });
        const { record } = await createNomination(context, {
          caller: signed.caller,
          nomination: {
            unit: nominee.unit,
            ...(asked.round ? { round: asked.round._id } : {}),
            dossier: begun(asked, nominee.nominee),
          },
          submission,
        });
        res.redirect(303, `/app/submit/drafts/${record._id}`);
      },
    },
  ];

  /** @throws Problem NOT_FOUND for an address that names no award, round or kind that there is */
  async function askedIn(req: Request): Promise<Asked> {
    const award = awardOn(context.catalogue, queryOf(req, 'award') ?? '', dayOf(context.clock.now()));
    const kind = subjectKinds.find((one) => one === queryOf(req, 'kind'));
    const code = queryOf(req, 'round');
    const round = code === undefined ? undefined : await context.store.rounds.need(code);
    if (!award || !kind || !award.subjects.includes(kind)) throw new Problem('NOT_FOUND', 'no such award or subject');
    return { award, kind, ...(round ? { round } : {}) };
  }

  async function partsOf({
    caller,
  }: SignedIn): Promise<{ units: readonly UnitRecord[]; people: readonly PersonRecord[] }> {
    mustBeOfUnit(caller);
    const codes = (await unitsOf(context, caller)) ?? [];
    const [units, people] = await Promise.all([context.store.units.many(codes), context.store.people.ofUnits(codes)]);
    return { units: [...units.values()], people };
  }

  /** Who was chosen, or typed; undefined when nobody was. */
  async function nomineeIn(
    fields: Fields,
    { kind }: Asked,
    signed: SignedIn,
  ): Promise<{ readonly nominee: Nominee; readonly unit: string } | undefined> {
    const { units, people } = await partsOf(signed);
    const own = mustBeOfUnit(signed.caller);
    const ownName = units.find(({ _id }) => _id === own)?.name ?? own;
    const code = fields.get('code') ?? '';
    const name = wordsIn(fields, 'name');
    if (kind === 'person') {
      const person = people.find(({ _id }) => _id === code);
      if (person) {
        const { _id, name: called, address, post, unit } = person;
        const unitName = units.find((one) => one._id === unit)?.name ?? ownName;
        return { nominee: { kind, person: _id, name: called, address, post, unitName }, unit };
      }
      const post = wordsIn(fields, 'extra');
      if (name === '' || post === '') return undefined;
      return { nominee: { kind, name, address: 'Ông', post, unitName: ownName }, unit: own };
    }
    if (kind === 'collective') {
      const unit = units.find(({ _id }) => _id === code);
      if (unit) return { nominee: { kind, collective: unit._id, name: unit.name }, unit: unit._id };
      return name === '' ? undefined : { nominee: { kind, name }, unit: own };
    }
    const residence = wordsIn(fields, 'extra');
    return name === '' || residence === '' ? undefined : { nominee: { kind, name, residence }, unit: own };
  }

  function begun({ award, round }: Asked, nominee: Nominee): Dossier {
    const today = dayOf(context.clock.now());
    const awardYear = round?.awardYear ?? Number(today.slice(0, 4));
    const end = `${awardYear}-12-31`;
    return {
      award: award.code,
      awardYear,
      commendationType: round ? (round.commendationType ?? 'merit') : 'adHoc',
      procedure: round ? 'normal' : 'simplified',
      posthumous: false,
      nominee,
      achievementPeriod: { from: `${awardYear}-01-01`, to: end < today ? end : today },
      merit: '',
      basis: award.citation.vi,
      flags: [],
      papers: [],
    };
  }

  async function showNew(
    req: Request,
    res: Response,
    signed: SignedIn,
    asked: Asked,
    refused?: Refused,
  ): Promise<void> {
    const typed = refused?.fields;
    const { award, kind, round } = asked;
    const { units, people } = await partsOf(signed);
    const chosen = typed?.get('code') ?? '';
    const offered =
      kind === 'person'
        ? people.map(({ _id, name, post }) => ({ code: _id, name: `${name}, ${post}` }))
        : kind === 'collective'
          ? units.map(({ _id, name }) => ({ code: _id, name }))
          : [];
    const before = await everything((paging) =>
      listNominations(context, { caller: signed.caller, filter: { award: award.code }, paging }),
    );
    const year = round?.awardYear;
    await showApp(
      context,
      req,
      res,
      signed,
      'app/unit/new',
      {
        action: req.originalUrl,
        submission: typed?.get('submission') ?? submissionFor(1),
        award: award.name[signed.lang],
        ...(round ? { round: round.name } : {}),
        kind,
        people: offered.map((one) => ({ ...one, chosen: one.code === chosen })),
        name: typed ? wordsIn(typed, 'name') : '',
        extra: typed ? wordsIn(typed, 'extra') : '',
        ...(typed ? { error: refusals.empty[signed.lang] } : {}),
        ...(refused?.fault ? { fault: refused.fault[signed.lang] } : {}),
        last: before
          .filter(({ dossier }) => dossier.nominee.kind === kind && (year === undefined || dossier.awardYear < year))
          .slice(0, 100)
          .map(({ _id, dossier }) => ({ id: _id, name: dossier.nominee.name, year: dossier.awardYear })),
      },
      typed ? 400 : 200,
    );
  }
}
