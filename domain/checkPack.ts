import type { Award, DecidingAuthority, Procedure } from './award';
import { catalogue as knownAwards, checkSource, decidedCentrally } from './catalogue';
import { checkCouncilRules, councilRuleOrNone, underFloor } from './councilRules';
import type { ProvincePack } from './pack';
import { requirementsFor } from './pack';
import type { Condition, Route, RouteDefinition, Stage } from './route';
import { routeOrNone } from './route';

/**
 * What is wrong with a pack, one sentence each; empty when it may be used. It also refuses what national law forbids a
 * province: a decision by the wrong authority, a council before the publication is over, a missing opinion of the Party.
 */
export function checkPack(pack: ProvincePack, catalogue: readonly Award[] = knownAwards): string[] {
  return [
    ...checkSources(pack),
    ...checkCouncilRules(pack.councilRules),
    ...pack.routes.flatMap((definition) => checkDefinition(pack, definition, catalogue)),
    ...catalogue.flatMap((award) => checkAwardOnItsRoutes(pack, award)),
    ...checkWording(pack),
    ...checkNumbers(pack),
    ...checkStepUp(pack),
  ];
}

function checkSources(pack: ProvincePack): string[] {
  const entries = [
    ...pack.routes.map((r) => ({ name: `route ${r.code}`, source: r })),
    ...Object.entries(pack.periods).map(([name, source]) => ({ name: `period ${name}`, source })),
    ...pack.flags.map((f) => ({ name: `flag ${f.code}`, source: f })),
    ...pack.bodies.map((b) => ({ name: `body ${b.code}`, source: b })),
    ...pack.requirements.map((r) => ({ name: `requirement ${r.code}`, source: r })),
    ...pack.legalBases.map((b) => ({ name: `legal basis ${b.code}`, source: b })),
    ...(pack.statisticsForms ?? []).map((f) => ({ name: `statistics form ${f.code}`, source: f })),
    { name: 'gold book', source: pack.goldBook },
  ];
  const names = entries.map((e) => e.name);
  return [
    ...entries.flatMap(({ name, source }) => checkSource(source).map((what) => `${name}: ${what}`)),
    ...names.filter((name, i) => names.indexOf(name) !== i).map((name) => `${name}: the code is used twice`),
  ];
}

// --- routes ----------------------------------------------------------------------------------------------------------

function checkDefinition(pack: ProvincePack, definition: RouteDefinition, catalogue: readonly Award[]): string[] {
  const wrong: string[] = [];
  const stages = definition.steps.flat();
  if (stages.length === 0) wrong.push('it has no stage');
  const last = definition.steps.at(-1)?.map((s) => s.kind) ?? [];
  if (!last.every((kind) => kind === 'issuance' || kind === 'receipt')) wrong.push('it does not end with an award');
  for (const condition of [definition.when, ...stages.map((s) => s.when)]) {
    for (const code of awardsIn(condition)) {
      if (!catalogue.some((a) => a.code === code)) wrong.push(`award ${code} is not in the catalogue`);
    }
    for (const flag of flagsIn(condition)) {
      if (!pack.flags.some((f) => f.code === flag)) wrong.push(`flag ${flag} is not defined`);
    }
  }
  for (const stage of stages) {
    for (const body of stage.kind === 'consultation' ? stage.bodies : []) {
      if (!pack.bodies.some((b) => b.code === body)) wrong.push(`body ${body} is not defined`);
    }
    for (const [name, value] of Object.entries(stage)) {
      const isPeriod = name.toLowerCase().endsWith('workingdays');
      if (isPeriod && !(Number.isSafeInteger(value) && (value as unknown as number) > 0)) {
        wrong.push(`${name} of ${stage.kind} is not a number of days`);
      }
    }
  }
  return wrong.map((what) => `route ${definition.code}: ${what}`);
}

const awardsIn = (condition: Condition | undefined): readonly string[] => [
  ...(condition?.awards ?? []),
  ...(condition?.awardsOrFlag?.awards ?? []),
];
const flagsIn = (condition: Condition | undefined): readonly string[] => [
  ...(condition?.anyFlag ?? []),
  ...(condition?.awardsOrFlag?.anyFlag ?? []),
];

// --- every award on every route it can take --------------------------------------------------------------------------

function checkAwardOnItsRoutes(pack: ProvincePack, award: Award): string[] {
  const wrong: string[] = [];
  for (const procedure of ['normal', 'simplified'] as const) {
    // with no flag and with every flag: the fewest and the most stages that the award can have
    for (const flags of [[], pack.flags.map((f) => f.code)]) {
      const found = routeOrNone(pack.routes, { award, procedure, flags });
      if (found) wrong.push(...checkRoute(pack, award, procedure, found.route));
    }
  }
  return [...new Set(wrong)].map((what) => `award ${award.code}: ${what}`);
}

function checkRoute(pack: ProvincePack, award: Award, procedure: Procedure, route: Route): string[] {
  const stages = route.flat();
  const wrong = [...checkAuthority(award, stages), ...checkNationalStages(award, procedure, route)];
  if (route.some((step) => new Set(step.map((s) => s.kind)).size !== step.length)) {
    wrong.push('two stages of one kind run side by side');
  }
  for (const stage of stages) {
    if (stage.kind !== 'council') continue;
    const rule = councilRuleOrNone(pack.councilRules, {
      award: award.code,
      level: stage.level,
      day: pack.effectiveFrom,
    });
    const low = rule && underFloor(rule, award.code);
    if (!rule) wrong.push(`no council rule at level ${stage.level}`);
    if (low !== undefined) wrong.push(low);
  }
  if (requirementsFor(pack, { award: award.code, procedure }).papers.length === 0) {
    wrong.push(`no papers are required (${procedure} procedure)`);
  }
  return wrong;
}

const deciders: Record<DecidingAuthority, string> = {
  unitHead: 'head of the unit',
  communeChair: 'chair of the commune',
  provinceChair: 'Chair of the province',
  primeMinister: 'Prime Minister',
  statePresident: 'State President',
};

/** Who decides is law: Law on Emulation and Commendation art. 77 to 80. */
function checkAuthority(award: Award, stages: readonly Stage[]): string[] {
  const decides = stages.flatMap((s) => (s.kind === 'approval' && s.power === 'decide' ? [s.level] : []));
  const last = stages.at(-1)?.kind;
  if (decidedCentrally(award)) {
    const asked = stages.some((s) => s.kind === 'central');
    return decides.length === 0 && asked && last === 'receipt' ? [] : ['it is decided at the central level'];
  }
  const level = award.decidedBy === 'provinceChair' ? 'province' : 'unit';
  const right = decides.length === 1 && decides[0] === level && last === 'issuance';
  return right ? [] : [`it is decided by the ${deciders[award.decidedBy]}`];
}

const isOrder = (award: Award): boolean => award.object === 'order';
const isIndependenceOrder = (award: Award): boolean => award.code.startsWith('HCDL');

/** Stages that the decree asks for on the way to the central level; not in the simplified procedure. */
function checkNationalStages(award: Award, procedure: Procedure, route: Route): string[] {
  if (procedure === 'simplified') return [];
  const wrong: string[] = [];
  const stepOf = (fits: (stage: Stage) => boolean): number => route.findIndex((step) => step.some(fits));
  const council = stepOf((s) => s.kind === 'council' && s.level === 'province');
  const central = stepOf((s) => s.kind === 'central');
  if (isOrder(award) || award.code === 'CSTDTQ') {
    const posting = stepOf((s) => s.kind === 'posting' && s.workingDays >= 10);
    if (posting < 0 || posting >= council) {
      wrong.push('the list is published for 10 working days before the council (Decree 152/2025/NĐ-CP art. 44(2))');
    }
  }
  if (isIndependenceOrder(award) || award.code === 'CSTDTQ') {
    const party = stepOf((s) => s.kind === 'consultation' && s.bodies.includes('partyCommittee'));
    if (party < 0 || party >= central) {
      wrong.push('the Party committee gives its opinion before (Decree 152/2025/NĐ-CP art. 33(2))');
    }
  }
  return wrong;
}

// --- papers and numbers ----------------------------------------------------------------------------------------------

function checkWording(pack: ProvincePack): string[] {
  return pack.legalBases.flatMap(({ code, text, sourceLevel }) => {
    const wrong: string[] = [];
    if (!text.startsWith('Căn cứ ')) wrong.push('it does not begin with "Căn cứ"');
    if (/[;.]$/.test(text)) wrong.push('the mark at its end is set when it is printed');
    if (sourceLevel === 'law' && /\d\/\d{4}\/QH\d/.test(text)) {
      wrong.push('a law is cited by name and date, without number (Decree 30/2020/NĐ-CP, annex I)');
    }
    return wrong.map((what) => `legal basis ${code}: ${what}`);
  });
}

function checkNumbers(pack: ProvincePack): string[] {
  const wrong: string[] = [];
  const { registers, reminders, periods } = pack;
  registers.forEach((register, i) => {
    if (registers.findIndex((r) => r.code === register.code) !== i) wrong.push(`register ${register.code}: used twice`);
    if (registers.findIndex((r) => r.unit === register.unit && r.symbol === register.symbol) !== i) {
      wrong.push(`register ${register.code}: ${register.unit} has a series ${register.symbol} already`);
    }
    const { maximum } = register;
    if (maximum !== undefined && !(Number.isSafeInteger(maximum) && maximum > 0)) {
      wrong.push(`register ${register.code}: its last number is not a number`);
    }
  });
  for (const [name, period] of Object.entries(periods)) {
    if (!Number.isSafeInteger(period.count) || period.count <= 0) wrong.push(`period ${name}: is not a number of days`);
  }
  const falling = reminders.workingDaysBefore.every((d, i, all) => d > 0 && (i === 0 || d < all[i - 1]!));
  if (!falling) wrong.push('reminders: the earliest comes first, each at least a working day before the end');
  if (!(isTime(reminders.from) && isTime(reminders.to) && reminders.from < reminders.to)) {
    wrong.push('reminders: the office hours are not a span of a day');
  }
  const { perDay = 1, at = '15:30' } = pack.mail.digest ?? {};
  if (!Number.isSafeInteger(perDay) || perDay < 1) wrong.push('mail: digest.perDay is not a number of mails');
  if (!isTime(at)) wrong.push('mail: digest.at is no time of a day');
  const after = reminders.proposalWorkingDaysAfter ?? [];
  if (!after.every((d, i) => Number.isSafeInteger(d) && d > (after[i - 1] ?? 0))) {
    wrong.push('reminders: proposalWorkingDaysAfter are numbers of working days, the earliest first');
  }
  if (!Number.isSafeInteger(reminders.quorumHoursBefore) || reminders.quorumHoursBefore <= 0) {
    wrong.push('reminders: quorumHoursBefore is not a number of hours');
  }
  return wrong;
}

/** Enough tries for a slip of the finger, and few enough that six digits are not found by trying. */
function checkStepUp({ stepUp }: ProvincePack): string[] {
  if (!stepUp) return [];
  const { byDefault, tries, lockMinutes } = stepUp;
  const wrong: string[] = [];
  if (typeof byDefault !== 'boolean') wrong.push('byDefault is neither true nor false');
  if (!(Number.isSafeInteger(tries) && tries >= 3 && tries <= 10)) wrong.push('tries is not a number from 3 to 10');
  if (!(Number.isSafeInteger(lockMinutes) && lockMinutes >= 5 && lockMinutes <= 1_440)) {
    wrong.push('lockMinutes is not a number from 5 to 1440');
  }
  return wrong.map((what) => `stepUp: ${what}`);
}

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
