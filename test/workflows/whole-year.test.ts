import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { catalogue } from '../../domain/catalogue';
import { at, endOfDay, msOf, startOfDay, type Day, type Instant } from '../../domain/time';
import { updateId } from '../../platform/temporal/ask';
import { sessionWorkflowId } from '../../domain/ids';
import { castSheet } from '../../workflows/messages';
import { letter, startApi, type Reply, type TestApi, type TestCaller } from '../setup/api';
import { year2027 } from '../setup/campaigns';
import { describeWithSkippedTime, timeSkippingServer } from '../setup/engines';
import { people, START } from '../setup/fixtures';
import { reach, target, texts } from '../setup/registering';
import { eventually } from '../setup/service';
import { storeSheet } from '../setup/session';

const HOUR_MS = 3_600_000;
/** Some five seconds on a quiet machine, and less than twenty on a slow one; three times that where others work beside it. */
const YEAR_AT_MOST_MS = 60_000;

/** The days of one year on which this play rests, each as the calendar of that year has it. */
interface Year {
  readonly code: string;
  readonly year: number;
  readonly launch: Day;
  /** Reminded five working days before the last day of registration, at nine. */
  readonly reminded: Day;
  readonly dayBefore: Day;
  readonly closes: Day;
  readonly midYear: Day;
  readonly finalReview: Day;
  readonly roundOpens: Day;
  readonly statistics: Day;
  readonly end: Day;
}
const first: Year = {
  ...{ code: 'TD-2027', year: 2027, launch: '2027-01-04', dayBefore: '2027-01-24', reminded: '2027-01-25' },
  // 30 January is a Saturday
  ...{ closes: '2027-02-01', midYear: '2027-07-05', finalReview: '2027-11-15', roundOpens: '2027-11-16' },
  ...{ statistics: '2027-12-15', end: '2027-12-31' },
};
const second: Year = {
  // 30 January is the Sunday within the days off of the lunar new year, which last until Monday 31 January
  ...{ code: 'TD-2028', year: 2028, launch: '2028-01-04', dayBefore: '2028-01-17', reminded: '2028-01-18' },
  ...{ closes: '2028-02-01', midYear: '2028-07-05', finalReview: '2028-11-15', roundOpens: '2028-11-16' },
  ...{ statistics: '2028-12-15', end: '2028-12-31' },
};
/** The lunar new year of 2028 begins on 26 January. */
const calendar2028 = {
  off: ['2028-01-03', '2028-01-25', '2028-01-26', '2028-01-27', '2028-01-28', '2028-01-31', '2028-05-01', '2028-11-24'],
  extraWorking: [],
};

describeWithSkippedTime('a whole year', () => {
  let server: TestWorkflowEnvironment;
  let api: TestApi;
  let province: TestCaller;
  let unit: TestCaller;
  let office: TestCaller;
  let head: TestCaller;
  let clerk: TestCaller;
  beforeAll(async () => {
    server = await timeSkippingServer();
    // as if the decree that follows said the same
    api = await startApi({ skipping: server, catalogue: catalogue.map((one) => ({ ...one, validTo: '2029-12-31' })) });
    [province, unit, office, head, clerk] = await Promise.all([
      api.as('office'),
      api.as('unit', 'U01'),
      api.as('office', 'U01'),
      api.as('authority', 'U01'),
      api.as('clerk', 'U01'),
    ]);
    const { store } = api.site.service;
    const c2 = await store.people.need('C2');
    await store.people.put({ ...c2, _id: 'P1', name: 'Lê Thị Mẫu', unit: 'U01' });
  });
  afterAll(async () => {
    await api.stop();
    await server.teardown();
  });

  let passed = 0;
  async function until(instant: Instant): Promise<void> {
    const left = msOf(instant) - msOf(START) - passed;
    passed += left;
    await api.site.pass(left);
  }
  const later = (instant: Instant, ms = HOUR_MS): Instant => new Date(msOf(instant) + ms).toISOString();
  const mails = (kind: string) => api.site.service.mails.keyed(`${kind}.`);
  async function ok(said: Promise<Reply>): Promise<Reply['body']> {
    const { status, body } = await said;
    expect(status < 300 ? [] : [status, JSON.stringify(body)]).toEqual([]);
    return body;
  }
  const reached = (code: string, milestone: string) =>
    reach(province, `/campaigns/${code}`, (one) => milestone in (one['reached'] as object));
  const told = (milestone: string, code: string) =>
    eventually(
      () => Promise.resolve(mails(`campaignTurn.${code}.${milestone}`)),
      (letters) => letters.length > 0,
    );

  /** The head signs what the unit has registered, on the evening of the last day. */
  async function registered({ code, dayBefore, reminded, closes }: Year): Promise<string> {
    const body = { registrant: { kind: 'person', code: 'P1' }, titles: ['GK'], targets: [target('CT1')] };
    const { id } = await ok(unit.post(`/campaigns/${code}/registrations`, body));
    await until(at(dayBefore, '12:00'));
    expect(mails(`campaignReminder.${code}`)).toEqual([]);
    await until(at(reminded, '10:00'));
    await eventually(
      () => Promise.resolve(mails(`campaignReminder.${code}`)),
      (letters) => letters.length === 1,
    );
    const list = (expects: number) => ({ unit: 'U01', registrations: [{ id, expects }] });
    await ok(unit.post(`/campaigns/${code}/registrations/submit`, list(0)));
    await until(at(closes, '23:00'));
    await ok(head.post(`/campaigns/${code}/registrations/sign`, list(1)));
    await until(later(endOfDay(closes)));
    await reached(code, 'registrationCloses');
    expect((await told('registrationCloses', code))[0]!.text).toContain('Tất cả 1 đơn vị đã hoàn thành');
    const late = { registrant: { kind: 'unit', code: 'U01' }, titles: ['TTLDTT'] };
    expect((await unit.post(`/campaigns/${code}/registrations`, late)).body.code).toBe('REGISTRATION_CLOSED');
    return id;
  }

  async function figures(id: string, period: string, value: string): Promise<void> {
    const { version: expects } = await ok(unit.get(`/registrations/${id}`));
    await ok(unit.post(`/registrations/${id}/results`, { entries: [{ target: 'CT1', period, value }], expects }));
  }

  /** The review becomes a draft, which the unit completes and sends. */
  async function nominated({ code, year, finalReview, roundOpens }: Year): Promise<{ line: string; docket: string }> {
    const { store } = api.site.service;
    const grade = {
      _id: `grade/people/P1/${year}`,
      kind: 'grade',
      about: 'people/P1',
      year,
      grade: 'excellent',
    } as const;
    await store.facts.put([grade], { actor: 'key:office', now: START });
    expect((await unit.get(`/campaigns/${code}/nominees`)).body.code).toBe('NOMINATING_NOT_OPEN');
    await until(later(startOfDay(finalReview)));
    await reached(code, 'finalReview');
    const { rows } = await ok(unit.get(`/campaigns/${code}/nominees`));
    // by then the decree of today has ended, and nobody has read the one that follows: so somebody has to look
    expect(rows).toEqual([expect.objectContaining({ code: 'P1', award: 'GK', recommendation: 'open' })]);
    expect(rows[0].reasons.at(-1).vi).toContain('căn cứ hết hiệu lực');
    expect((await unit.post(`/campaigns/${code}/nominees`, {})).body.code).toBe('NOMINATING_NOT_OPEN');
    await until(later(startOfDay(roundOpens), 8 * HOUR_MS));
    await reach(province, `/campaigns/${code}`, (one) => one['round'] === code);
    await eventually(
      () => store.rounds.get(code),
      (round) => round !== undefined,
    );
    const choices = [{ code: 'P1', award: 'GK' }];
    const { items } = await ok(unit.post(`/campaigns/${code}/nominees`, { choices }));
    const line: string = items[0].nomination;
    const papers = ['achievementReport', 'roomMinutes'].map((kind) => ({ kind, title: kind }));
    await ok(unit.patch(`/nominations/${line}`, { papers, expects: 1 }));
    const body = letter({ unit: 'U01', round: code, date: roundOpens, nominations: [{ id: line }], papers: [] });
    const { docket } = await ok(office.post('/unit-proposals', body));
    return { line, docket };
  }

  /** Council, decision and certificate, all at the unit. */
  async function decided(line: string, day: Day, number: string): Promise<void> {
    const { service } = api.site;
    const status = async (wanted: string) => reach(office, `/nominations/${line}`, (one) => one['status'] === wanted);
    await status('waitingForCouncil');
    const session = await ok(
      office.post('/sessions', {
        ...{ name: 'Xét thi đua', council: 'HD-U01', kind: 'written', ballot: 'named', closing: 'whenAllVoted' },
        basis: {
          foundingDecision: '08/QĐ-STC',
          regulation: 'Quy chế',
          article: 'Điều 6',
          orderedBy: 'Chủ tịch Hội đồng',
        },
        closesAt: later(startOfDay(day), 5 * 24 * HOUR_MS),
        nominations: [line],
      }),
    );
    await ok(office.post(`/sessions/${session.id}/open`, { expects: 0 }));
    await reach(office, `/sessions/${session.id}`, (one) => one['status'] === 'open');
    const handle = service.client.workflow.getHandle(sessionWorkflowId(session.id));
    for (const person of people(3)) {
      const { voterRef, ordinal, commitment, submission } = await storeSheet(service, session.id, person, 'yes');
      const args = [{ voterRef, ordinal, commitment }] as const;
      await handle.executeUpdate(castSheet, { updateId: updateId(voterRef, submission), args: [...args] });
    }
    await status('waitingForApproval');
    const proposal = await ok(
      office.post('/proposals', {
        ...{ number: `1${number}/TTr-VP`, date: day, authority: 'A-U01', power: 'decide', mode: 'recorded' },
        submitter: 'Chánh Văn phòng Sở',
        nominations: [line],
      }),
    );
    const path = `/proposals/${proposal.id}`;
    const stands = (wanted: string) => reach(office, path, (one) => one['status'] === wanted);
    await ok(office.post(`${path}/send`));
    const sent = await stands('sent');
    await ok(office.post(`${path}/answer`, { kind: 'approved', struckOut: [], expects: sent['version'] }));
    const signed = await stands('awaitingNumber');
    const paper = {
      number: `${number}/QĐ-STC`,
      date: day,
      signer: 'Nguyễn Văn Mẫu',
      signerPost: 'Giám đốc',
      form: 'direct',
    };
    await ok(clerk.post(`${path}/record`, { ...paper, expects: signed['version'] }));
    await stands('issued');
    await status('issued');
  }

  async function lived(year: Year): Promise<void> {
    const { code, launch, midYear, roundOpens, statistics, end } = year;
    const began = performance.now();
    await until(later(startOfDay(launch)));
    await reached(code, 'launch');
    await eventually(
      () => Promise.resolve(mails(`campaignOpens.${code}`)),
      (letters) => letters.length === 1,
    );
    const id = await registered(year);
    await figures(id, 'firstHalf', '597.3');
    await until(later(startOfDay(midYear)));
    await reached(code, 'midYearReview');
    await told('midYearReview', code);
    await figures(id, 'year', '1033.9');
    const { line } = await nominated(year);
    await decided(line, roundOpens, String(year.year).slice(2));
    const [certificate] = await api.site.service.store.certificates.ofNominations([line]);
    expect(certificate).toMatchObject({ status: 'valid', nomination: line });
    await until(later(startOfDay(statistics)));
    await told('statistics', code);
    await until(later(endOfDay(end)));
    await reach(province, `/campaigns/${code}`, (one) => one['status'] === 'ended');
    const { working } = await ok(province.get(`/campaigns/${code}`));
    expect(working).toMatchObject({ launch, registrationCloses: year.closes, midYearReview: midYear, statistics });
    expect(performance.now() - began).toBeLessThan(YEAR_AT_MOST_MS);
  }

  test(
    'goes from the launch to certificates and statistics, and the next one from its clone, each on its own working days',
    async () => {
      const plan = {
        kind: 'regular',
        name: 'Thi đua năm 2027',
        year: 2027,
        texts,
        participants: ['U01'],
        awards: ['GK'],
      };
      await ok(province.post('/campaigns', { code: first.code, ...plan, dates: year2027, remindWorkingDays: [5] }));
      await lived(first);
      const clone = { code: second.code };
      const refused = await province.post(`/campaigns/${first.code}/clone`, clone);
      expect(refused.body.fields[0].message).toBe(
        'Chưa có lịch nghỉ lễ, tết và làm bù của năm 2028; đề nghị nhập lịch năm 2028 trước.',
      );
      await ok(province.put('/calendars/2028', calendar2028));
      await ok(province.post(`/campaigns/${first.code}/clone`, clone));
      await lived(second);
      const facts = await api.site.service.store.facts.aboutEach('registered', ['people/P1']);
      expect(facts.map(({ year }) => year).sort()).toEqual([2027, 2028]);
    },
    3 * YEAR_AT_MOST_MS,
  );
});
