import type { NominationBody, SampleNomination } from '../season';
import { found } from './cast';
import { Refused } from './http';
import type { ActOf, Listed, Stage } from './stage';
import { eventually, StoryError } from './wait';

const sample = (stage: Stage, key: string): SampleNomination =>
  found(stage.season.nominations, (n) => n.key === key, key);

interface Finding {
  readonly rule: string;
  readonly code: string;
  readonly kind: string;
  readonly outcome: string;
  readonly say: { readonly vi: string; readonly en: string };
}
interface Eligibility {
  readonly fit: boolean;
  readonly findings: readonly Finding[];
}

/** Drafts are numbered in the order in which they are written. */
export async function create(stage: Stage, { by, nominations }: ActOf<'create'>): Promise<void> {
  for (const key of nominations) {
    const { body } = sample(stage, key);
    const { number } = await stage.cast.as(by).post<{ readonly number: string }>('/nominations', body);
    stage.numbers.set(key, number);
  }
}

/** What is found of drafts is said, for that is what it is for: a unit looks before it sends. */
export async function check(stage: Stage, { by, finds }: ActOf<'check'>): Promise<void> {
  for (const [key, expected] of Object.entries(finds)) {
    const { body } = sample(stage, key);
    const path = `/nominations/${stage.number(key)}`;
    const { fit, findings } = (await stage.cast.as(by).get<{ readonly eligibility: Eligibility }>(path)).eligibility;
    const standing = findings.filter((f) => f.kind !== 'CALC' && (f.outcome === 'fail' || f.outcome === 'unknown'));
    const rules = standing.map((f) => (f.rule === 'form' ? f.code : f.rule));
    const missing = expected.filter((rule) => !rules.includes(rule));
    if (fit !== (expected.length === 0) || missing.length > 0) {
      const found = rules.join(', ') || 'nothing';
      throw new StoryError(
        `Expected the check of ${key} to find ${expected.join(', ') || 'nothing'}; it found ${found}`,
      );
    }
    const name = `${stage.number(key)} (${body.award}, ${body.nominee.name})`;
    stage.say(`  The check of ${name}: ${fit ? 'ready to be sent' : 'not ready to be sent'}`);
    for (const { code, say } of standing) stage.say(`    ${code}: ${say.vi}`);
  }
}

/** The province enters that an initiative has an effect beyond its unit. */
export async function recognise(stage: Stage, { by, initiative }: ActOf<'recognise'>): Promise<void> {
  const { code, ...fields } = initiative;
  await stage.cast.as(by).put(`/initiatives/${code}`, fields);
}

/** A unit sends its drafts with its proposal. */
export async function submit(stage: Stage, act: ActOf<'submit'>): Promise<void> {
  const { by, unit, round, number, date, signer, nominations, contact } = act;
  await stage.cast.as(by).post('/unit-proposals', {
    unit,
    ...(round === undefined ? {} : { round }),
    number,
    date,
    signer,
    contact,
    nominations: nominations.map((key) => ({ id: stage.number(key) })),
    papers: [],
  });
}

interface LineAnswers {
  readonly lines: readonly {
    readonly id: string;
    readonly done: boolean;
    readonly code?: string;
    readonly status?: string;
  }[];
}

/**
 * An action on lines. Each was decided on what the list shows; where a line has gone on meanwhile, one looks again, as a person
 * would.
 */
export async function line(stage: Stage, act: ActOf<'line'>): Promise<void> {
  const left = new Set(act.nominations.map(stage.number));
  const what = `${act.action.type} by ${stage.cast.name(act.by)} to be taken for ${act.nominations.join(', ')}`;
  await eventually(what, async () => {
    const instead: string[] = [];
    for (const [docket, lines] of byDocket((await stage.list()).filter((n) => left.has(n.id)))) {
      for (const answer of await ask(stage, act, docket, lines)) {
        if (answer.done) left.delete(answer.id);
        else instead.push(`${answer.id} ${answer.status ?? ''} ${answer.code ?? ''}`);
      }
    }
    return left.size === 0 ? { found: true } : { instead: instead.join('; ') || `${[...left].join(', ')} not listed` };
  });
}

function byDocket(lines: readonly Listed[]): Map<string, Listed[]> {
  const dockets = new Map<string, Listed[]>();
  for (const one of lines) {
    if (one.docket === undefined) continue;
    dockets.set(one.docket, [...(dockets.get(one.docket) ?? []), one]);
  }
  return dockets;
}

async function ask(
  stage: Stage,
  act: ActOf<'line'>,
  docket: string,
  lines: readonly Listed[],
): Promise<LineAnswers['lines']> {
  const api = stage.cast.as(act.by);
  const { type, ...own } = act.action;
  const [first] = lines;
  try {
    if (type === 'resubmit' && first) {
      const key = act.nominations.find((k) => stage.number(k) === first.id)!;
      const dossier = corrected(sample(stage, key).body, act.replace ?? []);
      return (await api.post<LineAnswers>(`/nominations/${first.id}/resubmit`, { expects: first.version, dossier }))
        .lines;
    }
    const shown = lines.map(({ id, version }) => ({ id, expects: version }));
    const body = { action: type, ...own, ...act.note, lines: shown };
    return (await api.post<LineAnswers>(`/dockets/${docket}/actions`, body)).lines;
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 409) throw error;
    const refused = error.problem['lines'] as LineAnswers['lines'] | undefined;
    return refused ?? lines.map(({ id }) => ({ id, done: false, code: error.message }));
  }
}

/** A dossier in which papers take the place of those of their kind. */
function corrected(
  { unit: _unit, round: _round, ...dossier }: NominationBody,
  replace: NominationBody['papers'],
): Omit<NominationBody, 'unit' | 'round'> {
  const kinds = new Set(replace.map((paper) => paper.kind));
  return { ...dossier, papers: [...dossier.papers.filter((paper) => !kinds.has(paper.kind)), ...replace] };
}
