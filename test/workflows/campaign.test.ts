import { workingDates, yearsLater } from '../../domain/campaign/dates';
import { endOfDay, msOf, startOfDay, type Instant } from '../../domain/time';
import { calendar, START } from '../setup/fixtures';
import { campaignRecord, launched, registrationRecord, year2027, type TestCampaign } from '../setup/campaigns';
import { note } from '../setup/docket';
import { atRest, eventually } from '../setup/service';
import { describeOnSkippedTime } from '../setup/skipped';

const HOUR_MS = 3_600_000;

describeOnSkippedTime('a year of emulation', (service) => {
  let passed = 0;
  /** Lets time pass until a business instant, or so long before it. */
  async function until(instant: Instant, before = 0): Promise<void> {
    const left = msOf(instant) - before - msOf(START) - passed;
    passed += left;
    await service().sleep(left);
  }
  /** Kinds of the mails that a campaign has sent so far, with how many of each. */
  async function sent({ id, handle }: TestCampaign): Promise<Record<string, number>> {
    await atRest(handle);
    const counts: Record<string, number> = {};
    for (const { messageId } of service().mails.mails) {
      const [kind = '', of] = (messageId ?? '').replace(/^</, '').split('.');
      if (of === id) counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
  }
  const refusalOf = async (act: Promise<unknown>): Promise<string> => {
    const failed = await act.then(
      () => undefined,
      (error: unknown) => error,
    );
    const cause = (failed as { cause?: { type?: string } } | undefined)?.cause;
    return cause?.type ?? String(failed);
  };

  test('registers with reminders until its last day, opens and closes its round, and ends', async () => {
    const { store } = service();
    const head = await store.authorities.need('A-U01');
    await store.authorities.put({ ...head, _id: 'A-U02', unit: 'U02', title: 'Giám đốc Sở Nội vụ' });
    const own = registrationRecord('TD-1', { status: 'waitingForHead' });
    const room = { code: 'U01a', name: 'Phòng Quản lý ngân sách', kind: 'room' } as const;
    const draft = registrationRecord('TD-1', { registrant: room, about: 'units/U01a', status: 'waitingForHead' });
    const late = registrationRecord('TD-1', { unit: 'U02', status: 'waitingForHead' });
    const year = await launched(service(), campaignRecord('TD-1'), [own, draft, late]);

    // before the launch nothing is taken
    await until(startOfDay('2027-01-04'), HOUR_MS);
    expect(await refusalOf(year.tell('sign', 'U01', [own._id]))).toBe('REGISTRATION_CLOSED');
    await until(startOfDay('2027-01-04'), -HOUR_MS);
    await year.reach(({ status }) => status === 'running');
    expect(await sent(year)).toEqual({ campaignOpens: 2 });

    // two registrations are put to the head in one letter; one is sent back
    await year.tell('submit', 'U01', [own._id, draft._id]);
    await year.tell('sendBack', 'U01', [draft._id]);
    expect(await sent(year)).toEqual({ campaignOpens: 2, registrationSign: 1, registrationReturned: 1 });
    const [letter] = service().mails.keyed('registrationSign.TD-1.');
    expect(letter!.text).toMatch(/https:\/\/vinhdanh\.example\/g\/[\w-]{43}/);

    // five working days before Saturday 30 January, which becomes Monday: who owes, and the heads who do
    await until(startOfDay('2027-01-26'));
    expect(await sent(year)).toMatchObject({ campaignReminder: 1, registrationSign: 3 });
    expect(service().mails.keyed('campaignReminder.TD-1.U01.')[0]!.text).toContain('1 bản đăng ký chưa trình');

    // signed on the last day, a second before its end; then it is too late
    await until(endOfDay('2027-02-01'), 60_000);
    await year.tell('sign', 'U01', [own._id]);
    expect(await refusalOf(year.tell('sign', 'U01', [own._id]))).toBe('STATE_CHANGED');
    await until(endOfDay('2027-02-01'), -60_000);
    expect(await refusalOf(year.tell('sign', 'U02', [late._id]))).toBe('REGISTRATION_CLOSED');
    await year.reach(({ reached }) => reached.registrationCloses !== undefined);
    expect(await store.registrations.need(own._id)).toMatchObject({ status: 'signed', version: 1 });

    // the head was about to sign: the office opens it again until Friday
    await year.say({ type: 'extendRegistration', until: '2027-02-05', note: await note(service()) });
    await year.tell('sign', 'U02', [late._id]);
    await until(endOfDay('2027-02-05'), -60_000);
    await year.reach(({ reached }) => reached.registrationCloses !== undefined);
    const turn = service().mails.keyed('campaignTurn.TD-1.registrationCloses.');
    expect(turn).toHaveLength(2);
    expect(turn[1]!.text).toContain('1 trên 2 đơn vị chưa hoàn thành');

    // in mid-year the final review and the round move
    await until(startOfDay('2027-07-06'));
    await year.reach(({ reached }) => reached.midYearReview !== undefined);
    const moved = { ...year2027, finalReview: '2027-11-22', roundOpens: '2027-11-25', roundCloses: '2027-12-03' };
    await year.say({ type: 'changeDates', dates: moved, calendar, note: await note(service()) });
    await atRest(year.handle);
    const changed = service().mails.keyed('campaignChanged.TD-1.U01.').at(-1)!;
    expect(changed.text).toContain('Ngày tổng kết: thứ Hai, ngày 22/11/2027 (trước đây ngày 15/11/2027).');
    expect(changed.text).not.toContain('Hạn đăng ký');

    await until(startOfDay('2027-11-24'));
    expect((await year.record()).reached.roundOpens).toBeUndefined();
    expect(await store.rounds.get('TD-1')).toBeUndefined();
    await until(startOfDay('2027-11-25'), -HOUR_MS);
    await year.reach(({ reached }) => reached.roundOpens !== undefined);
    const round = await eventually(
      () => store.rounds.get('TD-1'),
      (one) => one !== undefined,
    );
    expect(round).toMatchObject({ deadline: '2027-12-03', units: ['U01', 'U02'], awardYear: 2027 });
    // and its end once more while it is open
    const dates = { ...moved, roundCloses: '2027-12-06' };
    await year.say({ type: 'changeDates', dates, calendar, note: await note(service()) });
    await eventually(
      () => store.rounds.get('TD-1'),
      (one) => one?.deadline === '2027-12-06',
    );

    await until(endOfDay('2027-12-31'), -HOUR_MS);
    await year.handle.result();
    expect((await year.record()).status).toBe('ended');
    const trail = await store.audit.trail('campaigns/TD-1');
    expect(trail.flatMap(({ type, data }) => (type === 'reached' ? [data['milestone']] : []))).toEqual([
      'launch',
      'registrationCloses',
      'registrationCloses',
      'midYearReview',
      'finalReview',
      'roundOpens',
      'roundCloses',
      'statistics',
      'end',
    ]);
    expect(await store.audit.verifyChain('campaigns/TD-1')).toMatchObject({ intact: true });
    expect(service().mails.keyed('campaignTurn.TD-1.statistics.')[0]!.subject).toContain('Ngày báo cáo thống kê');
    // nobody is told twice of anything
    const keys = service().mails.mails.map(({ messageId }) => messageId);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  test('the next year has the same plan on its own working days, and comes to its end as well', async () => {
    // the lunar new year of 2028 begins on 26 January
    const tet = ['2028-01-25', '2028-01-26', '2028-01-27', '2028-01-28', '2028-01-31'];
    const days = { ...calendar, years: [...calendar.years, 2028], off: [...calendar.off, '2028-01-03', ...tet] };
    const asked = yearsLater(year2027, 1);
    const next = campaignRecord('TD-2', { asked, working: workingDates(asked, days), year: 2028, clonedFrom: 'TD-1' });
    expect(next.working).toMatchObject({ launch: '2028-01-04', registrationCloses: '2028-02-01' });
    const own = registrationRecord('TD-2', { status: 'waitingForHead', year: 2028 });
    const year = await launched(service(), next, [own], days);
    await until(startOfDay('2028-01-04'), -HOUR_MS);
    await year.reach(({ status }) => status === 'running');
    await until(startOfDay('2028-02-01'), -HOUR_MS);
    await year.tell('sign', 'U01', [own._id]);
    await until(endOfDay('2028-12-31'), -48 * HOUR_MS);
    await year.handle.result();
    expect((await year.record()).status).toBe('ended');
    const facts = await service().store.facts.aboutEach('registered', ['units/U01']);
    expect(facts.map((fact) => fact.year).sort()).toEqual([2027, 2028]);
  });

  test('a movement that is cancelled tells its units and does nothing any more', async () => {
    const movement = campaignRecord('CD-1', {
      kind: 'thematic',
      awards: [],
      asked: { launch: '2029-02-05', registrationCloses: '2029-02-16', finalReview: '2029-03-30', end: '2029-04-27' },
    });
    const one = await launched(service(), movement, [], { ...calendar, years: [...calendar.years, 2028, 2029] });
    await one.say({ type: 'cancel', note: await note(service()) });
    await one.handle.result();
    expect((await one.record()).closedAt).toBeDefined();
    expect(await sent(one)).toEqual({});
  });
});
