import type { SampleRegistration, Season } from '../season';
import type { Stage } from './stage';
import { eventually } from './wait';

type Period = 'firstHalf' | 'year';

interface Registration {
  readonly id: string;
  readonly status: string;
  readonly version: number;
}

/** Turns of the year at which somebody may look around. */
export type Turn = 'drafted' | 'waiting' | 'closed' | 'reviewed';

/**
 * How the year of the story began: the province launches it, a unit registers with its room and one of its people, the head signs,
 * figures and reviews follow. Ends with the clock at the beginning of the story.
 * @param at what somebody does at a turn of it
 */
export async function playBeginning(stage: Stage, at?: (turn: Turn) => Promise<void>): Promise<void> {
  const { campaign, office, clerk, head, unit, registrations, days } = stage.season.year;
  const all = [...registrations, ...othersOf(stage.season)];
  const path = `/campaigns/${campaign.code}`;
  const api = stage.cast.as(clerk);
  stage.say(`The year begins: ${stage.cast.name(office)} launches “${String(campaign['name'])}”`);
  await stage.cast.as(office).post('/campaigns', campaign);
  await stage.until('the campaign', path, ['running'], office);
  const drafts = await Promise.all(all.map((one) => api.post<Registration>(`${path}/registrations`, bodyOf(one))));
  const ids = drafts.map(({ id }) => id);
  await at?.('drafted');

  await moveTo(stage, days.signed);
  const list = (expects: number) => ({ unit, registrations: ids.map((id) => ({ id, expects })) });
  await api.post(`${path}/registrations/submit`, list(0));
  for (const id of ids) await stage.until(`the registration ${id}`, `/registrations/${id}`, ['waitingForHead'], clerk);
  await at?.('waiting');
  await stage.cast.as(head).post(`${path}/registrations/sign`, list(1));
  for (const id of ids) await stage.until(`the registration ${id}`, `/registrations/${id}`, ['signed'], clerk);
  stage.say(`${stage.cast.name(head)} has signed ${ids.length} registrations`);

  await moveTo(stage, days.closed);
  await reached(stage, 'registrationCloses');
  await at?.('closed');
  await moveTo(stage, days.half);
  await report(stage, ids, 'firstHalf');
  await moveTo(stage, days.reviewed);
  await report(stage, ids, 'year');
  await moveTo(stage, stage.season.story.start);
  await reached(stage, 'finalReview');
  await at?.('reviewed');
  stage.say('The final review of the year has come');
}

/** Whoever of the unit is proposed for something in November has registered for it. */
function othersOf({ year, nominations, people, units }: Season): readonly SampleRegistration[] {
  const own = new Set([year.unit, ...units.filter((one) => one.parent === year.unit).map(({ code }) => code)]);
  const known = new Set(year.registrations.map(({ registrant }) => registrant.code));
  const titles = new Map<string, Set<string>>();
  for (const { body } of nominations) {
    const { nominee } = body;
    const code =
      nominee.kind === 'person' ? nominee.person : nominee.kind === 'collective' ? nominee.collective : undefined;
    const unit = people.find((one) => one.code === code)?.unit ?? code;
    if (code === undefined || unit === undefined || known.has(code) || !own.has(unit)) continue;
    titles.set(code, (titles.get(code) ?? new Set()).add(body.award));
  }
  return [...titles].map(([code, awards]) => ({
    registrant: { kind: code === year.unit ? 'unit' : own.has(code) ? 'room' : 'person', code },
    titles: [...awards],
    measures: 'Hoàn thành nhiệm vụ được giao',
    targets: [],
  }));
}

const bodyOf = ({ targets, ...rest }: SampleRegistration): object => ({
  ...rest,
  targets: targets.map(({ firstHalf: _half, year: _year, ...target }) => target),
});

/** Figures of a period, and the review of everything but people. */
async function report(stage: Stage, ids: readonly string[], period: Period): Promise<void> {
  const { clerk, registrations, review } = stage.season.year;
  const api = stage.cast.as(clerk);
  for (const [i, { targets, registrant }] of registrations.entries()) {
    const path = `/registrations/${ids[i]!}`;
    const version = async () => (await api.get<Registration>(path)).version;
    const entries = targets.map((target) => ({ target: target.code, period, value: target[period] }));
    if (entries.length > 0) await api.post(`${path}/results`, { entries, expects: await version() });
    if (registrant.kind !== 'person')
      await api.put(`${path}/reviews/${period}`, { ...review, expects: await version() });
  }
}

const moveTo = (stage: Stage, to: string): Promise<unknown> => stage.cast.admin.post('/rehearsal/clock', { to });

function reached(stage: Stage, milestone: string): Promise<unknown> {
  const { campaign, office } = stage.season.year;
  return eventually(`the campaign to have come to ${milestone}`, async () => {
    const { reached: days } = await stage.cast
      .as(office)
      .get<{ readonly reached: Readonly<Record<string, string>> }>(`/campaigns/${campaign.code}`);
    return milestone in days ? { found: true } : { instead: Object.keys(days).join(', ') };
  });
}
