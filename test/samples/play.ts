import type { LineAction } from '../../domain/actions';
import { calendarYears, workingCalendar } from '../../domain/data/calendar.data';
import type { Context, Line, LineEvent } from '../../domain/line';
import { routeFor } from '../../domain/route';
import type { Instant } from '../../domain/time';
import { instant } from '../../domain/time';
import { act, submitLine, tick, viewOf, wakeOf } from '../../domain/walk';
import { samplePack } from '../../samples/pack';
import type { Act, SampleSession, Season } from '../../samples/season';

/** What came of the story when it was played on the rules alone: no engine, no database, no mail. */
export interface Played {
  readonly status: ReadonlyMap<string, string>;
  readonly events: readonly LineEvent[];
}

/** Plays the story of a season on the pure rules. Throws the refusal of the first act that the rules do not allow. */
export function play(season: Season): Played {
  const calendar = workingCalendar(calendarYears);
  const lines = new Map<string, Line>();
  const events: LineEvent[] = [];
  const drafts = new Set<string>();
  const voted = new Map<string, Set<string>>();
  const closed = new Set<string>();
  let now: Instant = instant(Date.parse(season.story.start));

  const context = (at: Instant, actor: string): Context => ({ now: at, calendar, actor });
  const change = (key: string, action: LineAction, actor: string): void => {
    const line = lines.get(key);
    if (!line) throw new Error(`${key} has not been submitted`);
    const changed = act(line, action, context(now, actor));
    lines.set(key, changed.line);
    events.push(...changed.events);
  };
  const byKey = <T extends { readonly key: string }>(list: readonly T[], key: string): T => {
    const found = list.find((entry) => entry.key === key);
    if (!found) throw new Error(`no ${key}`);
    return found;
  };
  const councilOf = (session: SampleSession) => season.councils.find((c) => c.code === session.council)!;

  function close(session: SampleSession): void {
    closed.add(session.key);
    for (const { nomination, passed } of session.expect)
      change(
        nomination,
        { type: 'councilResult', claim: `session-${session.key}`, result: passed ? 'passed' : 'notPassed' },
        session.key,
      );
  }

  /** Everything that time alone brings, in its order. */
  function until(at: Instant): void {
    for (;;) {
      const next = [...lines.values()]
        .map((line) => ({ line, wake: wakeOf(line) }))
        .filter((l): l is { line: Line; wake: Instant } => l.wake !== undefined && l.wake <= at)
        .sort((a, b) => (a.wake < b.wake ? -1 : 1))[0];
      if (!next) break;
      const changed = tick(next.line, context(next.wake, 'service'));
      lines.set(next.line.id, changed.line);
      events.push(...changed.events);
    }
    now = at;
    for (const session of season.sessions) {
      const due = instant(Date.parse(session.closesAt)) <= at;
      if (voted.has(session.key) && !closed.has(session.key) && due) close(session);
    }
  }

  function vote(session: SampleSession, members: readonly string[]): void {
    const sheets = voted.get(session.key);
    if (!sheets || closed.has(session.key)) throw new Error(`${session.key} takes no votes`);
    for (const member of members) sheets.add(member);
    if (session.closing === 'whenAllVoted' && sheets.size === councilOf(session).members.length) close(session);
  }

  function one(given: Act): void {
    switch (given.act) {
      case 'clock':
        return until(instant(Date.parse(given.to)));
      case 'create':
        return given.nominations.forEach((key) => drafts.add(key));
      case 'check':
      case 'recognise':
        return undefined;
      case 'submit':
        for (const key of given.nominations) {
          if (!drafts.has(key)) throw new Error(`${key} has not been created`);
          const { award, procedure, flags } = byKey(season.nominations, key).body;
          const { code, route } = routeFor(samplePack.routes, { award: { code: award }, procedure, flags });
          const names = { id: key, unitProposal: given.number, award, routeCode: code };
          const { holdReview } = samplePack.periods;
          const submitted = submitLine({ ...names, route, holdReview, selfChecked: false }, context(now, given.by));
          lines.set(key, submitted.line);
          events.push(...submitted.events);
        }
        return undefined;
      case 'line':
        for (const key of given.nominations)
          change(
            key,
            { note: 'note', dossier: 'dossier', decision: 'decision', ...given.action } as unknown as LineAction,
            given.by,
          );
        return undefined;
      case 'openSession': {
        const session = byKey(season.sessions, given.session);
        const { level } = councilOf(session);
        for (const key of session.nominations)
          change(key, { type: 'claim', claim: `session-${session.key}`, stage: 'council', level }, given.by);
        voted.set(session.key, new Set());
        return undefined;
      }
      case 'vote':
      case 'changeVote':
        return vote(byKey(season.sessions, given.session), given.members);
      case 'signMinutes':
        if (!closed.has(given.session)) throw new Error(`${given.session} is not closed`);
        return undefined;
      case 'propose': {
        const { nominations, authority } = byKey(season.proposals, given.proposal);
        const { level } = season.authorities.find((a) => a.code === authority)!;
        for (const key of nominations)
          change(key, { type: 'claim', claim: `proposal-${given.proposal}`, stage: 'approval', level }, given.by);
        return undefined;
      }
      case 'decide':
        for (const { nomination } of byKey(season.proposals, given.proposal).struckOut)
          change(nomination, { type: 'struckOut', claim: `proposal-${given.proposal}`, note: 'note' }, given.by);
        return undefined;
      case 'record': {
        const { nominations, struckOut, power } = byKey(season.proposals, given.proposal);
        const claim = `proposal-${given.proposal}`;
        for (const key of nominations.filter((n) => !struckOut.some((s) => s.nomination === n))) {
          if (power === 'forward') change(key, { type: 'forwarded', claim, decision: given.proposal }, given.by);
          else {
            change(key, { type: 'decisionSigned', claim, decision: given.proposal }, given.by);
            change(key, { type: 'issue', claim, decision: given.proposal }, given.by);
          }
        }
        return undefined;
      }
    }
  }

  season.story.acts.forEach((given, i) => {
    try {
      one(given);
    } catch (error) {
      throw new Error(`act ${i + 1} (${given.act}): ${String(error)}`, { cause: error });
    }
  });
  const status = new Map([...drafts].map((key) => [key, 'draft']));
  for (const [key, line] of lines) status.set(key, viewOf(line).status);
  return { status, events };
}
