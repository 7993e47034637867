import type { StageState } from '../../../domain/line';
import type { Stage } from '../../../domain/route';
import { at as instantAt, endOfDay, startOfDay } from '../../../domain/time';
import type { LineView } from '../../../domain/walk';
import { claim, NOTE, pass, stages, START, Walker } from './walker';

const NOW = instantAt(START, '09:00');
const at = (...route: Stage[]) => new Walker(route.map((stage) => [stage]));
const receive = { type: 'receive', number: '7', arrivedOn: START } as const;
const hold = { type: 'hold', note: NOTE } as const;
const supplement = (due: string) => ({ type: 'requestSupplement', due, note: NOTE }) as const;
const post = { type: 'post', firstDay: START, note: NOTE } as const;

const unit = () => at(stages.unitScreening, stages.unitCouncil);
const province = () => at(stages.provinceScreening, stages.provinceCouncil);
const posting = () => at(stages.posting, stages.provinceCouncil);
const consultation = () => at(stages.consultation, stages.provinceCouncil);
const council = () => at(stages.unitCouncil, stages.forward);
const approval = () => at(stages.decide, stages.issuance);
const central = () => at(stages.central, stages.receipt);
const issuance = () => pass(approval());
const receipt = () => at(stages.receipt);

describe('where a line stands', () => {
  const view = (status: string, holder: string, more: Partial<LineView> = {}) => ({
    status,
    holder,
    since: NOW,
    overdue: false,
    ...more,
  });
  const toCouncil = { stage: 'screening', next: ['council'], level: 'unit' } as const;
  const inPosting = { stage: 'posting', next: ['council'], level: 'province' } as const;
  const inConsultation = { stage: 'consultation', next: ['council'], level: 'province' } as const;
  const inCouncil = { stage: 'council', next: ['approval'], level: 'unit' } as const;
  const inApproval = { stage: 'approval', next: ['issuance'], level: 'province', due: '2026-11-23' } as const;
  const inCentral = { stage: 'central', next: ['receipt'] } as const;
  const end = { next: [], overdue: false } as const;

  test.each<[string, () => Walker, object]>([
    ['sent', () => unit(), view('submitted', 'office', toCouncil)],
    ['received', () => unit().act(receive), view('screening', 'office', { ...toCouncil, due: '2026-12-01' })],
    [
      'received without the paper original',
      () => province().act(receive),
      view('screening', 'office', { ...toCouncil, level: 'province' }),
    ],
    [
      'returned',
      () => unit().act(receive).act({ type: 'return', note: NOTE }),
      view('returned', 'unit', { ...toCouncil, due: '2026-11-23' }),
    ],
    ['not published', () => posting(), view('posting', 'office', inPosting)],
    ['published', () => posting().act(post), view('posting', 'public', { ...inPosting, due: '2026-12-01' })],
    ['no body asked', () => consultation(), view('consultation', 'office', inConsultation)],
    ['waiting for a session', () => council(), view('waitingForCouncil', 'office', inCouncil)],
    ['in a session', () => claim(council(), 's'), view('inSession', 'council', inCouncil)],
    ['waiting for a proposal', () => approval(), view('waitingForApproval', 'office', inApproval)],
    ['proposed', () => claim(approval(), 'p'), view('approvalPending', 'authority', inApproval)],
    ['signed', () => issuance(), view('awaitingIssue', 'service', { stage: 'issuance', next: [] })],
    ['at the central level', () => central(), view('central', 'central', inCentral)],
    [
      'a supplement asked for',
      () => central().act(supplement('2026-11-20')),
      view('supplement', 'unit', { ...inCentral, due: '2026-11-20' }),
    ],
    [
      'waiting for receipt',
      () => receipt(),
      view('receipt', 'office', { stage: 'receipt', next: [], due: '2026-12-01' }),
    ],
    ['on hold', () => council().act(hold), view('onHold', 'office', { stage: 'council', next: ['approval'] })],
    ['stopped', () => council().stop(), view('needsAttention', 'office', inCouncil)],
    [
      'withdrawn',
      () => council().act({ type: 'withdraw', note: NOTE }),
      view('withdrawn', 'service', { stage: 'council', ...end }),
    ],
    ['issued', () => pass(issuance()), view('issued', 'service', { stage: 'issuance', ...end })],
    ['received at the end', () => pass(receipt()), view('received', 'service', { stage: 'receipt', ...end })],
  ])('%s', (_name, walk, expected) => {
    expect(walk().view).toStrictEqual(expected);
  });
});

describe('the state of a stage', () => {
  const screening = { kind: 'screening', level: 'unit', since: NOW, returns: 0 } as const;
  const taken = { ...screening, phase: 'inReview', receipt: { number: '7', arrivedOn: START } } as const;
  const sent = { kind: 'central', phase: 'sent', since: NOW, remindOn: '2026-12-15' } as const;
  const waiting = {
    kind: 'approval',
    level: 'province',
    power: 'decide',
    phase: 'waiting',
    since: NOW,
    due: '2026-11-23',
  } as const;

  test.each<[string, () => Walker, StageState]>([
    ['sent', () => unit(), { ...screening, phase: 'waiting' }],
    ['received', () => unit().act(receive), { ...taken, due: '2026-12-01' }],
    ['received without the paper original', () => province().act(receive), { ...taken, level: 'province' }],
    [
      'received with it',
      () => province().act({ ...receive, paperOriginalOn: '2026-11-13' }),
      { ...taken, level: 'province', paperOriginalOn: '2026-11-13', due: '2026-12-08' },
    ],
    [
      'returned',
      () => unit().act(receive).act({ type: 'return', note: NOTE }),
      { ...taken, phase: 'returned', due: '2026-11-23', remindOn: '2026-11-20', returns: 1, note: NOTE },
    ],
    [
      'returned until a Saturday that begins tomorrow',
      () =>
        at(stages.unitScreening)
          .act(receive)
          .until('2026-11-20')
          .act({ type: 'return', note: NOTE, due: '2026-11-21' }),
      {
        ...taken,
        phase: 'returned',
        since: instantAt('2026-11-20', '09:00'),
        due: '2026-11-21',
        remindOn: '2026-11-21',
        returns: 1,
        note: NOTE,
      },
    ],
    ['not published', () => posting(), { kind: 'posting', since: NOW, opinions: [] }],
    ['not published, after a hold', () => held(posting()), { kind: 'posting', since: NOW, opinions: [] }],
    ['in a session', () => claim(council(), 's'), { kind: 'council', level: 'unit', phase: 'inSession', since: NOW }],
    ['waiting for a proposal', () => approval(), waiting],
    ['proposed', () => claim(approval(), 'p'), { ...waiting, phase: 'proposed' }],
    ['given up by the proposal', () => claim(approval(), 'p').act({ type: 'releaseClaim', claim: 'p' }), waiting],
    ['waiting for a proposal, after a hold', () => held(approval()), { ...waiting, due: '2026-11-26' }],
    ['at the central level, after a hold', () => held(central()), { ...sent, remindOn: '2026-12-17' }],
    [
      'a supplement, after a hold',
      () => held(central().act(supplement('2026-11-20'))),
      { ...sent, phase: 'supplement', remindOn: '2026-12-17', due: '2026-11-25', note: NOTE },
    ],
    [
      'supplied',
      () => central().act(supplement('2026-11-20')).until('2026-11-18').act({ type: 'supply' }),
      { ...sent, since: instantAt('2026-11-18', '09:00'), remindOn: '2026-12-17' },
    ],
    ['waiting for receipt, after a hold', () => held(receipt()), { kind: 'receipt', since: NOW, due: '2026-12-03' }],
  ])('%s', (_name, walk, expected) => {
    expect(walk().line.stages).toStrictEqual([expected]);
  });
});

/** On hold for two working days, of which every clock that runs knows nothing. */
function held(walker: Walker): Walker {
  return walker.act(hold).until('2026-11-18').act({ type: 'release', note: NOTE });
}

describe('a supplement and the reminder of the office', () => {
  test.each([
    ['the supplement is due first', '2026-12-11', endOfDay('2026-12-11'), 'overdue'],
    ['the reminder comes first', '2026-12-31', startOfDay('2026-12-15'), 'centralReminder'],
  ])('%s', (_name, due, wake, type) => {
    const w = central().act(supplement(due));
    expect(w.wake).toBe(wake);
    expect(w.untilInstant(wake).types.slice(2)).toEqual(['requestSupplement', type]);
  });
});

describe('a body that has answered', () => {
  test('keeps its due day through a hold, and shows it no more', () => {
    const w = consultation();
    for (const [body, askedOn] of [
      ['ministry', '2026-11-12'],
      ['department', '2026-11-13'],
    ] as const)
      w.act({ type: 'ask', body, askedOn, note: NOTE });
    w.act({ type: 'answer', body: 'ministry', opinion: 'agrees', note: NOTE });
    expect(w.due).toBe('2026-11-30');
    expect(
      held(w)
        .state('consultation')
        .bodies.map((b) => b.due),
    ).toEqual(['2026-11-27', '2026-12-02']);
  });
});

describe('how a line ends', () => {
  const inSession = () => claim(council(), 's');
  const result = { type: 'councilResult', claim: 's', result: 'notPassed' } as const;

  test.each<[string, () => Walker, object]>([
    ['no note of the council', () => inSession().act(result), { outcome: 'declined', stage: 'council' }],
    [
      'a note of the council',
      () => inSession().act({ ...result, note: NOTE }),
      { outcome: 'declined', stage: 'council', note: NOTE },
    ],
    [
      'struck out',
      () => claim(approval(), 'p').act({ type: 'struckOut', claim: 'p', note: NOTE }),
      { outcome: 'declined', stage: 'approval', note: NOTE },
    ],
    ['certificates', () => pass(issuance()), { outcome: 'issued', stage: 'issuance' }],
    ['objects handed over', () => pass(receipt()), { outcome: 'received', stage: 'receipt' }],
  ])('%s', (_name, walk, expected) => {
    const { line, now } = walk();
    expect(line.end).toStrictEqual({ at: now, ...expected });
    expect(line.claim).toBeUndefined();
  });

  test('sent as its own screening with nothing behind it', () => {
    const w = new Walker([[stages.unitScreening]], { selfChecked: true });
    expect(w.line.end).toStrictEqual({ outcome: 'issued', at: NOW, stage: 'screening' });
  });
});

describe('a signed line', () => {
  test('is withdrawn no more, not even on request', () => {
    expect(issuance().allowed).toEqual(['issue', 'hold', 'correctClerical', 'changeContact']);
  });

  test('is let go by the proposal once the certificates are written', () => {
    const w = pass(pass(at(stages.decide, stages.issuance, stages.unitCouncil)));
    expect(w.status).toBe('waitingForCouncil');
    expect(w.line.claim).toBeUndefined();
    expect(w.line.issued).toEqual({ decision: 'QD1' });
  });
});
