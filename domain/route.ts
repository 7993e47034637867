import type { Award, Procedure, Source } from './award';
import { Problem } from './errors';

/** Where a stage is worked on: in the unit that nominates, or at the province. */
export type Level = 'unit' | 'province';

/** One stage of a route, with its periods in working days. The kinds are described in docs/process.md. */
export type Stage =
  | {
      readonly kind: 'screening';
      readonly level: Level;
      readonly workingDays: number;
      readonly correctionWorkingDays: number;
    }
  | { readonly kind: 'consultation'; readonly bodies: readonly string[]; readonly workingDays: number }
  | { readonly kind: 'posting'; readonly workingDays: number }
  | { readonly kind: 'council'; readonly level: Level }
  | {
      readonly kind: 'approval';
      readonly level: Level;
      readonly power: 'decide' | 'forward';
      readonly workingDays: number;
    }
  | { readonly kind: 'central'; readonly reminderWorkingDays: number }
  | { readonly kind: 'issuance' }
  | { readonly kind: 'receipt'; readonly workingDays: number };

export type StageKind = Stage['kind'];

/** Stages that run side by side; the line moves on when all of them are done. Mostly one. */
export type Step = readonly Stage[];

/** A route: what a line walks, from its submission to its end. */
export type Route = readonly Step[];

/** Facts of a nomination on which routes and stages depend. */
export interface RouteFacts {
  readonly award: Pick<Award, 'code'>;
  readonly procedure: Procedure;
  /** For example `headOfProvincialBody` (Decree 152/2025 art. 34(3)), `managedByParty` (art. 33(2)). */
  readonly flags: readonly string[];
}

/** When a route or one of its stages applies; every named condition must hold. */
export interface Condition {
  readonly awards?: readonly string[];
  readonly procedure?: Procedure;
  readonly anyFlag?: readonly string[];
  /** Either group is enough: the stage applies to these awards always, to others when a flag is set. */
  readonly awardsOrFlag?: { readonly awards: readonly string[]; readonly anyFlag: readonly string[] };
}

/** A route as a province writes it: conditional stages in steps, with its source. */
export interface RouteDefinition extends Source {
  readonly code: string;
  readonly when: Condition;
  readonly steps: readonly (readonly (Stage & { readonly when?: Condition; readonly citation?: string })[])[];
}

const holds = (condition: Condition | undefined, facts: RouteFacts): boolean =>
  condition === undefined ||
  ((condition.awards?.includes(facts.award.code) ?? true) &&
    (condition.procedure === undefined || condition.procedure === facts.procedure) &&
    (condition.anyFlag?.some((flag) => facts.flags.includes(flag)) ?? true) &&
    (condition.awardsOrFlag === undefined ||
      condition.awardsOrFlag.awards.includes(facts.award.code) ||
      condition.awardsOrFlag.anyFlag.some((flag) => facts.flags.includes(flag))));

/** A route with the code of its definition. */
interface FoundRoute {
  readonly code: string;
  readonly route: Route;
}

/**
 * The route of a nomination: the first definition whose condition holds, without the stages that do not apply.
 * @throws Problem VALIDATION when no route is defined for the award and procedure
 */
export function routeFor(definitions: readonly RouteDefinition[], facts: RouteFacts): FoundRoute {
  const found = routeOrNone(definitions, facts);
  if (!found) {
    throw new Problem('VALIDATION', `no route for ${facts.award.code}/${facts.procedure}`, {
      fields: [
        {
          field: 'award',
          vi: 'Chưa có quy trình cho hình thức khen thưởng và thủ tục này.',
          en: 'No route is defined for this award and procedure.',
        },
      ],
    });
  }
  return found;
}

/** As `routeFor`; undefined when no route is defined for the award and procedure. */
export function routeOrNone(definitions: readonly RouteDefinition[], facts: RouteFacts): FoundRoute | undefined {
  const definition = definitions.find((d) => holds(d.when, facts));
  if (!definition) return undefined;
  const route = definition.steps
    .map((step) => step.filter((stage) => holds(stage.when, facts)).map(withoutCondition))
    .filter((step) => step.length > 0);
  return { code: definition.code, route };
}

function withoutCondition(stage: Stage & { readonly when?: Condition; readonly citation?: string }): Stage {
  const { when, citation, ...bare } = stage;
  return bare;
}
