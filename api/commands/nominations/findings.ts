import { awardOn, type Award, type Source, type Text } from '../../../domain/award';
import { decidedInUnit, powerOver, unitAuthorityOf } from '../../../domain/catalogue';
import { Problem } from '../../../domain/errors';
import { missingPapers, requirementsFor, requirementOf, type NominationField } from '../../../domain/pack';
import type { Route } from '../../../domain/route';
import { routeFor } from '../../../domain/route';
import type { Finding } from '../../../domain/rules/rule';
import type { Day } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import type { Dossier, Paper, RoundRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext } from '../../context';
import type { FieldProblem } from '../../schemas/parse';
import { invalid } from '../../schemas/parse';
import { misstated, type Misstated } from './declared';
import type { Sender } from './senders';

/** What is wrong with the form itself, whatever the record of the nominee: it is refused before any rule is asked. */
export type FormCode =
  | 'unknownAward'
  | 'subjectDoesNotFit'
  | 'noRoute'
  | 'noAuthority'
  | 'notInPower'
  | 'notForUnit'
  | 'unitEnded'
  | 'notInRound'
  | 'wrongYear'
  | 'otherType'
  | 'unknownFlag'
  | Misstated['code']
  | 'fieldMissing'
  | 'paperMissing';

/** Number of the rule in the list of rules; `form` where it is a matter of the form alone. */
const rules: Readonly<Record<FormCode, string>> = {
  unknownAward: 'R01',
  subjectDoesNotFit: 'R01',
  noRoute: 'form',
  noAuthority: 'R01',
  notInPower: 'R01',
  notForUnit: 'R01',
  unitEnded: 'R18',
  notInRound: 'form',
  wrongYear: 'form',
  otherType: 'R15',
  unknownFlag: 'form',
  notYet: 'form',
  unknownCode: 'form',
  statedTwice: 'form',
  fieldMissing: 'R19',
  paperMissing: 'R19',
};

type Ground = Pick<Source, 'citation' | 'sourceLevel' | 'verified'>;
/** What the province has set up itself. */
const ofProvince = (citation: Text): Ground => ({
  citation,
  sourceLevel: 'province',
  verified: true,
});
const grounds = {
  catalogue: ofProvince(refused('ground.catalogue')),
  routes: ofProvince(refused('ground.routes')),
  power: {
    citation: refused('ground.power'),
    sourceLevel: 'law',
    verified: true,
  },
  truth: {
    citation: refused('ground.truth'),
    sourceLevel: 'law',
    verified: true,
  },
  units: {
    citation: refused('ground.units'),
    sourceLevel: 'circular',
    verified: false,
  },
} as const satisfies Record<string, Ground>;

export interface Checked {
  readonly findings: readonly Finding[];
  readonly route?: { readonly code: string; readonly route: Route };
}

/**
 * Checks the form of a nomination as it would be checked when it is sent: award and subject, route, who decides, round, fields and
 * papers. The unit's proposal itself (Tờ trình) comes with the sending and is never missing here.
 */
export function checkForm(
  { pack, catalogue, clock }: Pick<ApiContext, 'pack' | 'catalogue' | 'clock'>,
  dossier: Dossier,
  of: { readonly sender: Sender; readonly round?: RoundRecord; readonly papers?: readonly Paper[] },
): Checked {
  const today = dayOf(clock.now());
  const { sender, round } = of;
  const findings: Finding[] = [];
  const add = (code: FormCode, field: string, say: Text, ground: Ground): void => {
    const { citation, sourceLevel, verified } = ground;
    const rule = rules[code];
    const told = { rule, code, kind: 'BLOCK', outcome: 'fail', say, citation, sourceLevel, verified } as const;
    findings.push({ ...told, missing: [], field, override: [] });
  };

  const { award, wrong } = awardOf(catalogue, dossier, today);
  if (wrong) add(wrong.code, wrong.field, wrong.say, award ?? grounds.catalogue);
  if (!award) return { findings };
  for (const flag of dossier.flags.filter((f) => !pack.flags.some((known) => known.code === f))) {
    add('unknownFlag', 'flags', refused('noFlag', { flag }), grounds.routes);
  }
  if (sender.unit.validTo !== undefined && sender.unit.validTo < today) {
    add('unitEnded', 'unit', ended, grounds.units);
  }
  for (const { code, field, say } of misstated(dossier, catalogue, today)) add(code, field, say, grounds.truth);
  if (round) for (const { code, field, say } of inRound(round, dossier)) add(code, field, say, ofRound(round));

  const power = decidedInUnit(award) ? powerOf(sender, award, today) : undefined;
  if (decidedInUnit(award) && !power) {
    add('notInPower', 'award', refused('finding.notInPower', { award: award.name }), grounds.power);
  }
  if (award.ofCommunes === true && sender.whole !== undefined && sender.whole.kind !== 'commune') {
    add('notForUnit', 'award', refused('finding.communesOnly', { award: award.name }), award);
  }
  const route = routeOf();
  if (route && goesThroughHead(route.route) && !sender.hasAuthority) {
    add('noAuthority', 'unit', nobodyDecides(power?.citation), power ?? grounds.power);
  }
  const { fields } = requirementsFor(pack, dossier);
  for (const name of fields.filter((f) => isEmpty(dossier, f))) {
    const ground = requirementOf(pack, dossier, { field: name }) ?? grounds.routes;
    add('fieldMissing', name === 'nominee' ? 'nominee.name' : name, refused(`finding.missing.${name}`), ground);
  }
  const papers = [...dossier.papers, ...(of.papers ?? []), { kind: 'proposal' }];
  for (const { kind, name } of missingPapers(pack, dossier, papers)) {
    const ground = requirementOf(pack, dossier, { paper: kind }) ?? grounds.routes;
    add('paperMissing', `papers.${kind}`, refused('finding.missingPaper', { paper: name }), ground);
  }
  return { findings, ...(route ? { route } : {}) };

  function routeOf(): Checked['route'] {
    try {
      return routeFor(pack.routes, { ...dossier, award: { code: dossier.award } });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const [said] = (error.data['fields'] ?? []) as readonly FieldProblem[];
      add('noRoute', 'award', { vi: said?.vi ?? '', en: said?.en ?? '' }, grounds.routes);
      return undefined;
    }
  }
}

/**
 * What adding to a draft can never mend. @throws Problem VALIDATION for an award that there is not, or that is not for this kind
 * of subject
 */
export function mustFit({ catalogue, clock }: ApiContext, dossier: Dossier): void {
  const { wrong } = awardOf(catalogue, dossier, dayOf(clock.now()));
  if (wrong) throw invalid({ field: wrong.field, ...wrong.say });
}

/** The award of a dossier, and why it is none or none for this nominee. */
function awardOf(
  catalogue: readonly Award[],
  dossier: Dossier,
  today: Day,
): {
  readonly award?: Award;
  readonly wrong?: { readonly code: FormCode; readonly field: string; readonly say: Text };
} {
  const award = awardOn(catalogue, dossier.award, today);
  if (!award) return { wrong: { code: 'unknownAward', field: 'award', say: noSuchAward } };
  if (award.subjects.includes(dossier.nominee.kind)) return { award };
  const say = refused('finding.otherKind', { award: award.name });
  return { award, wrong: { code: 'subjectDoesNotFit', field: 'nominee.kind', say } };
}

const noSuchAward: Text = refused('finding.noAward');
const ended: Text = refused('finding.unitEnded');

const nobodyDecides = (ground: Text | undefined): Text =>
  ground ? refused('finding.nobodyDecidesBy', { ground }) : refused('finding.nobodyDecides');

const ofRound = ({ name }: RoundRecord): Ground => ofProvince({ vi: name, en: name });

function inRound(
  { awards, awardYear, commendationType }: RoundRecord,
  dossier: Dossier,
): readonly { readonly code: FormCode; readonly field: string; readonly say: Text }[] {
  const wrongAward = refused('finding.notInRound');
  const wrongYear = refused('finding.otherYear', { year: awardYear });
  return [
    ...(awards.includes(dossier.award) ? [] : [{ code: 'notInRound' as const, field: 'award', say: wrongAward }]),
    ...(awardYear === dossier.awardYear ? [] : [{ code: 'wrongYear' as const, field: 'awardYear', say: wrongYear }]),
    ...(commendationType === undefined || commendationType === dossier.commendationType
      ? []
      : [{ code: 'otherType' as const, field: 'commendationType', say: otherType }]),
  ];
}

/** What comes from a movement with a theme is marked as such, for it does not count towards an award for merit. */
const otherType: Text = refused('finding.otherType');

/** By which provision the head of the unit decides; what a room nominates is decided where the room belongs. */
function powerOf({ whole }: Sender, award: Award, today: Day): ReturnType<typeof powerOver> {
  const by = whole && unitAuthorityOf(whole.kind);
  return by && powerOver(by, award, today);
}

const goesThroughHead = (route: Route): boolean =>
  route.some((step) => step.some((s) => s.kind === 'approval' && s.level === 'unit'));

function isEmpty(dossier: Dossier, field: NominationField): boolean {
  if (field === 'nominee') return dossier.nominee.name === '';
  if (field === 'achievementPeriod') return false;
  return (dossier[field] ?? '').trim() === '';
}

/** Whether a finding says no more than that something has not been filled in or attached yet. */
export const onlyMissing = ({ code }: Finding): boolean => code === 'fieldMissing' || code === 'paperMissing';
