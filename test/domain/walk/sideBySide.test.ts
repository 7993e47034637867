import { endOfDay } from '../../../domain/time';
import type { Route, Stage } from '../../../domain/route';
import { NOTE, stages, START, Walker } from './walker';

/** Screening and posting in one step: their clocks are of different lengths and neither waits for the other. */
const both = (next: Stage = stages.provinceCouncil, screening: Stage = stages.unitScreening) =>
  new Walker([[screening, stages.posting], [next]]).act({ type: 'receive', number: '1', arrivedOn: START });
const post = { type: 'post', firstDay: START, note: NOTE } as const;
const accept = { type: 'accept' } as const;

describe('stages side by side', () => {
  test('what is done to the line belongs to the first stage that is open', () => {
    const held = { type: 'hold', note: NOTE } as const;
    expect(both().act(held).last.stage).toBe('screening');
    expect(both().act(accept).act(held).last.stage).toBe('posting');
    expect(both().view.stage).toBe('screening');
    expect(both().act(accept).view.stage).toBe('posting');
  });

  test('what is done to a stage goes to one that is open', () => {
    const w = both().act(accept).act({ type: 'decline', note: NOTE });
    expect(w.line.end).toStrictEqual({ outcome: 'declined', at: w.now, stage: 'posting', note: NOTE });
    expect(w.last.stage).toBe('posting');
  });

  test('a stage that is done is not late', () => {
    const w = both().act(post).act(accept).until('2026-12-02');
    expect(w.types).not.toContain('overdue');
    expect(w.status).toBe('waitingForCouncil');
  });

  test('the nearest due instant wakes the line, in whichever stage', () => {
    const long: Stage = { ...stages.unitScreening, workingDays: 20 };
    const w = both(stages.provinceCouncil, long).act(post);
    expect(w.wake).toBe(endOfDay('2026-12-01'));
    w.until('2026-12-02');
    expect(w.types.slice(-1)).toEqual(['postingEnded']);
    expect(w.last).toMatchObject({ stage: 'posting', at: endOfDay('2026-12-01') });
    expect(w.view).toMatchObject({ status: 'screening', overdue: false });
  });

  test('the line is late when one of them is', () => {
    const short: Stage = { ...stages.unitScreening, workingDays: 2 };
    const w = both(stages.provinceCouncil, short).act(post).until('2026-11-19');
    expect(w.types.slice(-1)).toEqual(['overdue']);
    expect(w.view).toMatchObject({ status: 'screening', overdue: true });
  });

  test('a hold moves the clocks of the open stages, not of those that are done', () => {
    const w = both().act(post).act(accept);
    expect(w.state('screening').due).toBe('2026-12-01');
    w.act({ type: 'hold', note: NOTE }).until('2026-11-18').act({ type: 'release', note: NOTE });
    expect(w.state('screening').due).toBe('2026-12-01');
    expect(w.state('posting').lastDay).toBe('2026-12-03');
  });

  test('a stage that began after the hold loses only the days since it began', () => {
    const w = new Walker([[stages.unitScreening], [stages.unitCouncil]]).act({ type: 'hold', note: NOTE });
    w.until('2026-11-18').act({ type: 'release', note: NOTE });
    expect(w.act({ type: 'receive', number: '1', arrivedOn: START }).due).toBe('2026-12-03');
  });

  test('a body is asked in the consultation that it belongs to', () => {
    const of = (body: string): Stage => ({ ...stages.consultation, bodies: [body] });
    const w = new Walker([[of('ministry'), of('department')], [stages.provinceCouncil]]);
    const ask = (body: string) => ({ type: 'ask', body, askedOn: START, note: NOTE }) as const;
    w.act(ask('department'));
    expect(w.line.stages).toMatchObject([
      { bodies: [{ body: 'ministry' }] },
      { bodies: [{ body: 'department', askedOn: START }] },
    ]);
    expect(w.line.stages[0]).not.toHaveProperty('bodies.0.askedOn');
    expect(w.refusal(ask('partyCommittee'))).toBe('ACTION_NOT_ALLOWED');
    w.act(ask('ministry')).act({ type: 'answer', body: 'ministry', opinion: 'agrees', note: NOTE });
    w.act({ type: 'answer', body: 'department', opinion: 'agrees', note: NOTE });
    expect(w.status).toBe('waitingForCouncil');
  });
});

describe('a line that is sent back', () => {
  const sentBack = (route: Route) => {
    const w = new Walker(route);
    const first = route[0]![0]!;
    if (first.kind === 'screening') w.act({ type: 'receive', number: '1', arrivedOn: START }).act(accept);
    if (w.line.stages[0]?.kind === 'screening')
      w.act({ type: 'receive', number: '2', arrivedOn: START, paperOriginalOn: START })
        .act(accept)
        .act(post)
        .until('2026-12-02');
    w.act({ type: 'claim', claim: 's', stage: 'council', level: 'province' });
    return w.act({ type: 'councilResult', claim: 's', result: 'sentBack' });
  };

  test('returns to the last screening, also where another stage runs beside it', () => {
    const w = sentBack([[stages.unitScreening], [stages.provinceScreening, stages.posting], [stages.provinceCouncil]]);
    expect(w.line.at).toBe(1);
    expect(w.view).toMatchObject({ status: 'screening', level: 'province' });
  });

  test('not to a screening that is still to come', () => {
    const w = sentBack([[stages.unitScreening], [stages.provinceCouncil], [stages.provinceScreening]]);
    expect(w.line.at).toBe(0);
    expect(w.view).toMatchObject({ status: 'screening', level: 'unit' });
  });

  test('begins anew where its route has no screening', () => {
    const w = sentBack([[stages.provinceCouncil], [stages.decide]]);
    expect(w.line.at).toBe(0);
    expect(w.status).toBe('waitingForCouncil');
  });
});
