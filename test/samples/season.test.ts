import { signerOn, substitutionOn } from '../../domain/signing';
import { awardOn } from '../../domain/award';
import { isWorkingDay } from '../../domain/calendar';
import { catalogue, decidedCentrally, decidedInUnit } from '../../domain/catalogue';
import { councilRuleFor } from '../../domain/councilRules';
import { calendarYears, workingCalendar } from '../../domain/data/calendar.data';
import { missingPapers } from '../../domain/pack';
import { isOuterAction, mayAct } from '../../domain/roles';
import { routeFor } from '../../domain/route';
import type { Tally } from '../../domain/tally';
import { tally } from '../../domain/tally';
import { isDay } from '../../domain/time';
import { samplePack as pack } from '../../samples/pack';
import type { Act, SampleSession, Situation } from '../../samples/season';
import { season } from '../../samples/season';
import { play } from './play';

const { units, people, accounts, councils, authorities, rounds, nominations, sessions, proposals, story } = season;
const DAY = '2026-11-16';
const calendar = workingCalendar(calendarYears);
const unitCodes = new Set(units.map((u) => u.code));
const personOf = (code: string) => people.find((p) => p.code === code)!;
const nominationOf = (key: string) => nominations.find((n) => n.key === key)!;
const councilOf = (session: SampleSession) => councils.find((c) => c.code === session.council)!;
const routeOf = (key: string) => {
  const { award, procedure, flags } = nominationOf(key).body;
  return routeFor(pack.routes, { award: { code: award }, procedure, flags });
};
const acts = <K extends Act['act']>(...kinds: K[]) =>
  story.acts.filter((a): a is Act & { readonly act: K } => (kinds as string[]).includes(a.act));
const submitted = acts('submit').flatMap((a) => a.nominations);

/** Members of the sets that are named more than once. */
const repeated = (codes: readonly string[]) => codes.filter((code, i) => codes.indexOf(code) !== i);
const unknown = (codes: readonly string[], known: ReadonlySet<string>) => codes.filter((code) => !known.has(code));

describe('people and bodies', () => {
  test('every code is given once and every reference resolves', () => {
    expect(repeated(units.map((u) => u.code))).toEqual([]);
    expect(repeated(people.map((p) => p.code))).toEqual([]);
    expect(repeated(people.map((p) => p.email))).toEqual([]);
    const codes = new Set(people.map((p) => p.code));
    expect(
      unknown(
        units.flatMap((u) => [u.parent ?? [], u.successor ?? []].flat()),
        unitCodes,
      ),
    ).toEqual([]);
    expect(
      unknown(
        people.map((p) => p.unit),
        unitCodes,
      ),
    ).toEqual([]);
    const bodies = [...accounts, ...councils, ...authorities].map((b) => b.unit);
    expect(
      unknown(
        bodies.filter((u) => u !== undefined),
        unitCodes,
      ),
    ).toEqual([]);
    expect(
      unknown(
        councils.flatMap((c) => c.members.map((m) => m.person)),
        codes,
      ),
    ).toEqual([]);
    expect(
      unknown(
        [...accounts, ...authorities].map((a) => a.person),
        codes,
      ),
    ).toEqual([]);
    expect(
      unknown(
        rounds.flatMap((r) => r.units),
        unitCodes,
      ),
    ).toEqual([]);
    expect(
      unknown(
        rounds.map((r) => r.officer),
        codes,
      ),
    ).toEqual([]);
    expect(
      unknown([pack.province.unit, pack.province.standingBody.unit, ...pack.registers.map((r) => r.unit)], unitCodes),
    ).toEqual([]);
  });

  test('everybody is plainly made up, and some names are very long', () => {
    for (const person of people) {
      expect(person.name).toContain('Mẫu');
      expect(person.email).toMatch(/^[a-z0-9.]+@tinh-d\.example$/);
      expect(isDay(person.birthDate)).toBe(true);
    }
    expect(people.filter((p) => p.name.length >= 58)).toHaveLength(3);
    const nominated = nominations.map(({ body: { nominee } }) => (nominee.kind === 'person' ? nominee.name.length : 0));
    expect(nominated.filter((length) => length >= 58)).toHaveLength(3);
  });

  test('councils have thirteen, nine and seven members and one secretary each', () => {
    expect(councils.map((c) => c.members.length)).toEqual([13, 9, 7]);
    for (const { members } of councils) {
      expect(members.filter((m) => m.secretary)).toHaveLength(1);
      expect(repeated(members.map((m) => m.person))).toEqual([]);
    }
  });

  test('every unit that sends has an officer to write to and an authority whose register the pack knows', () => {
    for (const code of new Set(nominations.map((n) => n.body.unit))) {
      expect(units.find((u) => u.code === code)?.officer).toBeDefined();
      const authority = authorities.find((a) => a.unit === code);
      const register = pack.registers.find((r) => r.unit === code && r.symbol === authority?.register.symbol);
      expect(register?.paper).toBe('decision');
    }
  });
});

describe('nominations', () => {
  test('are at least 24, over all four routes and three kinds of subject', () => {
    expect(nominations.length).toBeGreaterThanOrEqual(24);
    expect(repeated(nominations.map((n) => n.key))).toEqual([]);
    expect(new Set(nominations.map((n) => routeOf(n.key).code))).toEqual(new Set(pack.routes.map((r) => r.code)));
    expect(new Set(nominations.map((n) => n.body.nominee.kind))).toEqual(
      new Set(['person', 'collective', 'household']),
    );
    expect(nominations.filter((n) => n.body.award === 'LDTT')).toHaveLength(10);
  });

  test.each(nominations.map((n) => [n.key, n] as const))(
    '%s is complete and consistent',
    (_key, { body, expect: expected }) => {
      const award = awardOn(catalogue, body.award, DAY);
      expect(award?.subjects).toContain(body.nominee.kind);
      expect(unknown([body.unit], unitCodes)).toEqual([]);
      if (body.round !== undefined) {
        const round = rounds.find((r) => r.code === body.round);
        expect(round?.awards).toContain(body.award);
        expect(round?.units).toContain(body.unit);
      }
      expect(body.procedure === 'simplified').toBe(body.round === undefined);
      expect(body.achievementPeriod.from <= body.achievementPeriod.to && body.achievementPeriod.to < DAY).toBe(true);
      expect(body.merit.length).toBeGreaterThan(60);
      expect(body.merit.length).toBeLessThanOrEqual(600);
      expect(body.basis).toMatch(/^Luật Thi đua, khen thưởng, .*Điều \d+/);
      expect(unknown(body.flags, new Set(pack.flags.map((f) => f.code)))).toEqual([]);
      expect(missingPapers(pack, body, body.papers)).toHaveLength(
        expected.situations?.includes('blockedByCheck') ? 1 : 0,
      );
      expect(expected.note).not.toBe('');
    },
  );

  test('name their nominees as the master data does', () => {
    for (const { body } of nominations) {
      const { nominee } = body;
      if (nominee.kind === 'person') {
        const person = personOf(nominee.person);
        expect(nominee).toMatchObject({ name: person.name, address: person.address });
        expect(person.post.startsWith(nominee.post)).toBe(true);
        expect(person.unit.startsWith(body.unit)).toBe(true);
      } else if (nominee.kind === 'collective') {
        const unit = units.find((u) => u.code === nominee.collective)!;
        expect(nominee.name.startsWith(unit.name)).toBe(true);
        expect(unit.validTo).toBeUndefined();
      }
    }
  });

  test('show each situation in one nomination', () => {
    const keysOf = (situation: Situation) =>
      nominations.filter((n) => n.expect.situations?.includes(situation)).map((n) => n.key);
    expect(keysOf('returnedAndResubmitted')).toEqual(['N11']);
    expect(keysOf('declinedByCouncil')).toEqual(['N32']);
    expect(keysOf('struckOut')).toEqual(['N33']);
    expect(keysOf('heldAndReleased')).toEqual(['N34']);
    expect(keysOf('withdrawn')).toEqual(['N09']);
    expect(keysOf('recalledDuplicate')).toEqual(['N16']);
    expect(keysOf('centralReceived')).toEqual(['N03']);
    expect(keysOf('consulted')).toEqual(['N12']);
    expect(keysOf('simplifiedHousehold')).toEqual(['N07']);
    expect(keysOf('recusal')).toEqual(['N10']);
    expect(keysOf('blockedByCheck')).toEqual(['N06', 'N08']);
  });

  test('have a twin where one is recalled, and no other', () => {
    const name = (key: string) => JSON.stringify([nominationOf(key).body.award, nominationOf(key).body.nominee]);
    expect(repeated(submitted.map(name))).toEqual([name('N16')]);
    expect(name('N16')).toBe(name('N15'));
  });
});

/** The tally of each line, from the sheets that count in the end. */
function talliesOf(session: SampleSession): Map<string, Tally> {
  const council = councilOf(session);
  const { exceptions, silent } = session.votes;
  return new Map(
    session.nominations.map((key) => {
      const of = exceptions.filter((e) => e.nomination === key);
      const recused = of.filter((e) => e.choice === 'recused').length;
      const no = of.filter((e) => e.choice === 'no').length;
      const participated = council.members.length - silent.length;
      const facts = { award: nominationOf(key).body.award, level: council.level, day: session.closesAt.slice(0, 10) };
      const count = { members: council.members.length, participated, recused, no, abstain: 0, other: 0 };
      return [key, tally(councilRuleFor(pack.councilRules, facts), { ...count, yes: participated - recused - no })];
    }),
  );
}

describe('council sessions', () => {
  test.each(sessions.map((s) => [s.key, s] as const))('%s votes as expected under the rules', (_key, session) => {
    const council = councilOf(session);
    const members = new Set(council.members.map((m) => m.person));
    expect(unknown([...session.votes.exceptions.map((e) => e.member), ...session.votes.silent], members)).toEqual([]);
    expect(session.expect.map((e) => e.nomination)).toEqual(session.nominations);
    for (const [key, result] of talliesOf(session)) {
      const expected = session.expect.find((e) => e.nomination === key)!;
      expect({ key, ...result }).toMatchObject({
        key,
        yes: expected.yes,
        recused: expected.recused,
        passed: expected.passed,
      });
      expect(result).toMatchObject({ quorate: true, reachable: true });
    }
  });

  test('may be held the way they are', () => {
    for (const session of sessions)
      for (const key of session.nominations) {
        const { level } = councilOf(session);
        const rule = councilRuleFor(pack.councilRules, { award: nominationOf(key).body.award, level, day: DAY });
        expect(rule.sessions).toContain(session.kind);
        expect(rule.ballots).toContain(session.ballot);
        expect(routeOf(key).route.flat()).toContainEqual({ kind: 'council', level });
      }
  });

  test('give the results of the season: 12 of 13, 11 with one not voting, 12 of 13, and one that misses by a vote', () => {
    const [, , named, secret] = sessions.map(talliesOf);
    expect(secret!.get('N04')).toMatchObject({ yes: 12, base: 13, passed: true });
    expect(secret!.get('N10')).toMatchObject({ yes: 11, base: 13, recused: 1, needed: 11, passed: true });
    expect(named!.get('N03')).toMatchObject({ yes: 12, base: 13, passed: true });
    expect(secret!.get('N32')).toMatchObject({ yes: 10, base: 13, needed: 11, passed: false });
    const failed = sessions.flatMap((s) => s.expect.filter((e) => !e.passed).map((e) => e.nomination));
    expect(failed).toEqual(['N32']);
  });

  test('are one named and one secret at the province', () => {
    const provincial = sessions.filter((s) => councilOf(s).level === 'province');
    expect(provincial.map((s) => s.ballot)).toEqual(['named', 'secret']);
    expect(provincial.map((s) => s.closing)).toEqual(['atTime', 'whenAllVoted']);
  });

  test('let nobody vote on himself', () => {
    for (const session of sessions)
      for (const key of session.nominations) {
        const { nominee } = nominationOf(key).body;
        const self = councilOf(session).members.find((m) => nominee.kind === 'person' && m.person === nominee.person);
        if (!self) continue;
        expect(session.votes.exceptions).toContainEqual(
          expect.objectContaining({ member: self.person, nomination: key, choice: 'recused' }),
        );
      }
  });

  test('get a sheet from every member but the silent, and a changed one from him who changed his mind', () => {
    for (const session of sessions) {
      const voted = acts('vote')
        .filter((a) => a.session === session.key)
        .flatMap((a) => a.members);
      const expected = councilOf(session)
        .members.map((m) => m.person)
        .filter((p) => !session.votes.silent.includes(p));
      expect([...voted].sort()).toEqual([...expected].sort());
    }
    const changed = acts('changeVote').flatMap((a) => a.members.map((m) => `${a.session} ${m}`));
    const first = acts('vote').flatMap((a) => (a.firstChoices ?? []).map((c) => `${a.session} ${c.member}`));
    expect(changed).toEqual(first);
  });
});

describe('proposals and decisions', () => {
  test('go to the authority that the route names, in its power', () => {
    for (const proposal of proposals) {
      const authority = authorities.find((a) => a.code === proposal.authority)!;
      for (const key of proposal.nominations) {
        const stages = routeOf(key).route.flat();
        expect(stages).toContainEqual(
          expect.objectContaining({ kind: 'approval', level: authority.level, power: proposal.power }),
        );
        if (authority.unit !== undefined) expect(nominationOf(key).body.unit).toBe(authority.unit);
        const award = awardOn(catalogue, nominationOf(key).body.award, DAY)!;
        const decides = proposal.power === 'decide';
        if (authority.level === 'unit') expect(decides).toBe(decidedInUnit(award));
        else expect(decides).toBe(!decidedCentrally(award));
      }
    }
  });

  test('are signed on working days by the authority’s own person or who is recorded in its place, in the order of its register', () => {
    const last = new Map<string, readonly [number: number, date: string]>();
    for (const { authority, power, signed } of proposals) {
      const of = authorities.find((a) => a.code === authority)!;
      const { unit, register } = of;
      expect(signed.signer).toBe(personOf(signerOn(of, signed.date)).name);
      expect(signed.form === 'KT.').toBe(substitutionOn(of, signed.date) !== undefined);
      expect(isWorkingDay(calendar, signed.date)).toBe(true);
      const [number, symbol] = signed.number.split('/') as [string, string];
      const paper = power === 'decide' ? 'decision' : 'proposal';
      expect(pack.registers).toContainEqual(
        expect.objectContaining({ unit: unit ?? pack.province.unit, paper, symbol, mode: 'manual' }),
      );
      if (power === 'decide') expect(symbol).toBe(register.symbol);
      const before = last.get(`${authority} ${symbol}`);
      if (before) expect(Number(number) > before[0] && signed.date >= before[1]).toBe(true);
      last.set(`${authority} ${symbol}`, [Number(number), signed.date]);
    }
  });

  test('strike out the one line that the story says', () => {
    expect(proposals.flatMap((p) => p.struckOut.map((s) => s.nomination))).toEqual(['N33']);
  });
});

describe('the story', () => {
  test('begins on Monday 16 November 2026 at 8 and only goes forward', () => {
    expect(story.start).toBe('2026-11-16T08:00+07:00');
    const times = [story.start, ...acts('clock').map((a) => a.to)].map((t) => Date.parse(t));
    expect(times.every((t, i) => i === 0 || t > times[i - 1]!)).toBe(true);
    for (const { to } of acts('clock')) expect(isWorkingDay(calendar, to.slice(0, 10))).toBe(true);
  });

  test('names only what the season holds', () => {
    const keys = new Set(nominations.map((n) => n.key));
    const withNominations = story.acts.flatMap((a) => ('nominations' in a ? a.nominations : []));
    expect(unknown(withNominations, keys)).toEqual([]);
    expect(new Set(acts('create').flatMap((a) => a.nominations))).toEqual(keys);
    const by = story.acts.flatMap((a) => ('by' in a ? [a.by] : []));
    expect(unknown(by, new Set(accounts.map((a) => a.person)))).toEqual([]);
  });

  test('lets everybody do only what the role allows', () => {
    for (const given of acts('line')) {
      const account = accounts.find((a) => a.person === given.by)!;
      expect(isOuterAction(given.action.type)).toBe(true);
      expect(mayAct(account, given.action.type, account.unit === undefined ? 'province' : 'unit')).toBe(true);
      if (account.unit !== undefined)
        for (const key of given.nominations) expect(nominationOf(key).body.unit).toBe(account.unit);
    }
    for (const given of acts('record'))
      expect(accounts).toContainEqual(expect.objectContaining({ person: given.by, role: 'clerk' }));
  });

  const played = play(season);

  test('can be played on the rules and ends as every nomination expects', () => {
    const expected = nominations.map((n) => [n.key, n.expect.status]);
    expect(nominations.map((n) => [n.key, played.status.get(n.key)])).toEqual(expected);
  });

  test('publishes N03 from 19 November to 4 December', () => {
    const post = played.events.find((e) => e.line === 'N03' && e.type === 'post');
    expect(post?.facts).toEqual({ firstDay: '2026-11-19', lastDay: '2026-12-04' });
  });

  test('lets nothing become late and nothing lapse, but for the quiet of the central level', () => {
    const late = played.events.filter((e) => ['overdue', 'lapsed', 'noAnswer', 'stopped'].includes(e.type));
    expect(late.map((e) => `${e.line} ${e.type}`)).toEqual([]);
    expect(new Set(played.events.filter((e) => e.type === 'centralReminder').map((e) => e.line))).toEqual(
      new Set(['N03', 'N11', 'N12']),
    );
  });

  test('walks each special case the way it says', () => {
    const typesOf = (key: string) => played.events.filter((e) => e.line === key).map((e) => e.type);
    expect(typesOf('N11')).toEqual(expect.arrayContaining(['return', 'resubmit', 'forwarded']));
    expect(typesOf('N34')).toEqual(expect.arrayContaining(['hold', 'release', 'issue']));
    expect(typesOf('N12').filter((t) => t === 'ask' || t === 'answer')).toEqual(['ask', 'answer', 'ask', 'answer']);
    expect(typesOf('N33')).toContain('struckOut');
    expect(typesOf('N16')).toEqual(['submitted', 'entered', 'withdraw']);
    expect(typesOf('N03').slice(-3)).toEqual(['entered', 'recordFetched', 'recordHandover']);
    expect(typesOf('N07')).not.toContain('councilResult');
    expect(played.events.filter((e) => e.type === 'hold').map((e) => e.line)).toEqual(['N34']);
    expect(played.events.filter((e) => e.type === 'return').map((e) => e.line)).toEqual(['N11']);
  });
});
