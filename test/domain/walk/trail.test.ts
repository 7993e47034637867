import type { LineEvent } from '../../../domain/line';
import { at, endOfDay, startOfDay } from '../../../domain/time';
import { claim, NOTE, pass, stages, START, Walker } from './walker';

/** What every event of these tests has in common: they happen at once, to the same line. */
const base = { line: 'N1', at: at(START, '09:00'), actor: 'office' } as const;
const clock = { line: 'N1', actor: 'clock' } as const;
const ask = (body: string) => ({ type: 'ask', body, askedOn: START, note: NOTE }) as const;
const answer = (body: string, opinion: 'agrees' | 'objects') =>
  ({ type: 'answer', body, opinion, note: NOTE }) as const;

const screening = () => new Walker([[stages.unitScreening], [stages.unitCouncil]]);
const received = () => screening().act({ type: 'receive', number: '1', arrivedOn: START });
const returned = () => received().act({ type: 'return', note: NOTE });
const consultation = () => new Walker([[stages.consultation], [stages.provinceCouncil]]);
const posted = () =>
  new Walker([[stages.posting], [stages.provinceCouncil]]).act({ type: 'post', firstDay: START, note: NOTE });
const council = () => new Walker([[stages.unitScreening], [stages.unitCouncil], [stages.forward]]);
const inSession = () => claim(pass(council()), 's');
const decide = () => new Walker([[stages.decide], [stages.issuance]]);
const central = () => new Walker([[stages.central], [stages.receipt]]);
const objection = { type: 'recordOpinion', opinion: 'O1', nature: 'objection', note: NOTE } as const;
const supplement = { type: 'requestSupplement', due: '2026-11-20', note: NOTE } as const;

describe('what the trail says of an action', () => {
  test.each<[string, () => Walker, Omit<LineEvent, 'line' | 'at' | 'actor'>]>([
    ['receipt', () => received(), { version: 2, type: 'receive', stage: 'screening', level: 'unit' }],
    [
      'a return',
      () => returned(),
      { version: 3, type: 'return', stage: 'screening', level: 'unit', note: NOTE, facts: { due: '2026-11-23' } },
    ],
    [
      'a longer correction',
      () => returned().act({ type: 'extendCorrection', due: '2026-11-27', note: 'note-2' }),
      {
        version: 4,
        type: 'extendCorrection',
        stage: 'screening',
        level: 'unit',
        note: 'note-2',
        facts: { due: '2026-11-27' },
      },
    ],
    [
      'a corrected dossier',
      () => returned().act({ type: 'resubmit', dossier: 'D2' }),
      { version: 4, type: 'resubmit', stage: 'screening', level: 'unit', facts: { dossier: 'D2' } },
    ],
    [
      'a letter to a body',
      () => consultation().act(ask('ministry')),
      { version: 2, type: 'ask', stage: 'consultation', note: NOTE, facts: { body: 'ministry' } },
    ],
    [
      'the answer of a body',
      () => consultation().act(ask('ministry')).act(answer('ministry', 'objects')),
      {
        version: 3,
        type: 'answer',
        stage: 'consultation',
        note: NOTE,
        facts: { body: 'ministry', opinion: 'objects' },
      },
    ],
    [
      'a publication',
      () => posted(),
      {
        version: 2,
        type: 'post',
        stage: 'posting',
        note: NOTE,
        facts: { firstDay: START, lastDay: '2026-12-01' },
      },
    ],
    [
      'an objection of the public',
      () => posted().act(objection),
      {
        version: 3,
        type: 'recordOpinion',
        stage: 'posting',
        note: NOTE,
        facts: { nature: 'objection', hold: 'begins' },
      },
    ],
    [
      'an objection while the line is on hold',
      () => posted().act({ type: 'hold', note: NOTE }).act(objection),
      { version: 4, type: 'recordOpinion', stage: 'posting', note: NOTE, facts: { nature: 'objection' } },
    ],
    [
      'a session',
      () => inSession(),
      { version: 4, type: 'claim', stage: 'council', level: 'unit', facts: { by: 's' } },
    ],
    [
      'a proposal',
      () => claim(decide(), 'p'),
      { version: 2, type: 'claim', stage: 'approval', level: 'province', facts: { by: 'p' } },
    ],
    [
      'a proposal that gives the line up',
      () => claim(decide(), 'p').act({ type: 'releaseClaim', claim: 'p' }),
      { version: 3, type: 'releaseClaim', stage: 'approval', level: 'province' },
    ],
    [
      'a council that says no',
      () => inSession().act({ type: 'councilResult', claim: 's', result: 'notPassed' }),
      {
        version: 5,
        type: 'councilResult',
        stage: 'council',
        level: 'unit',
        facts: { result: 'notPassed', session: 's' },
      },
    ],
    [
      'a supplement that the ministry asks for',
      () => central().act(supplement),
      { version: 2, type: 'requestSupplement', stage: 'central', note: NOTE, facts: { due: '2026-11-20' } },
    ],
    [
      'a supplement with a dossier',
      () => central().act(supplement).act({ type: 'supply', dossier: 'D2' }),
      { version: 3, type: 'supply', stage: 'central', facts: { dossier: 'D2' } },
    ],
    [
      'a hold',
      () => council().act({ type: 'hold', note: NOTE }),
      { version: 2, type: 'hold', stage: 'screening', level: 'unit', note: NOTE },
    ],
    [
      'an error that stops the line',
      () => council().stop('UNEXPECTED'),
      { version: 2, type: 'stopped', stage: 'screening', level: 'unit', facts: { code: 'UNEXPECTED' } },
    ],
  ])('%s', (_name, walk, expected) => {
    const walker = walk();
    const { version } = expected;
    expect(walker.line.version).toBe(version);
    expect(walker.events.find((e) => e.version === version)).toStrictEqual({ ...base, ...expected });
  });

  test('all that came with the submission', () => {
    const unit = { ...base, actor: 'unit', version: 1, stage: 'screening', level: 'unit' };
    expect(screening().events).toStrictEqual([
      { ...unit, type: 'submitted' },
      { ...unit, type: 'entered' },
    ]);
    const checked = new Walker([[stages.unitScreening], [stages.unitCouncil]], { selfChecked: true });
    expect(checked.events).toStrictEqual([
      { ...unit, type: 'submitted' },
      { ...unit, type: 'selfChecked' },
      { ...unit, type: 'entered', stage: 'council' },
    ]);
  });

  test('a line goes on to its next step in the same change', () => {
    expect(pass(screening()).events.slice(-2)).toStrictEqual([
      { ...base, version: 3, type: 'accept', stage: 'screening', level: 'unit' },
      { ...base, version: 3, type: 'entered', stage: 'council', level: 'unit' },
    ]);
  });
});

describe('what the trail says of time', () => {
  const due = { due: '2026-12-01' };

  test.each<[string, () => Walker, Omit<LineEvent, 'line' | 'actor'>]>([
    [
      'an office that is late',
      () => received().until('2026-12-02'),
      { version: 3, at: endOfDay('2026-12-01'), type: 'overdue', stage: 'screening', level: 'unit', facts: due },
    ],
    [
      'a reminder of a correction',
      () => returned().until('2026-11-20'),
      {
        version: 4,
        at: startOfDay('2026-11-20'),
        type: 'correctionReminder',
        stage: 'screening',
        level: 'unit',
        facts: { due: '2026-11-23' },
      },
    ],
    [
      'a correction that never came',
      () => returned().until('2026-11-24'),
      { version: 5, at: endOfDay('2026-11-23'), type: 'lapsed', stage: 'screening', level: 'unit', note: NOTE },
    ],
    [
      'a body that does not answer',
      () => consultation().act(ask('ministry')).until('2026-12-02'),
      {
        version: 3,
        at: endOfDay('2026-12-01'),
        type: 'noAnswer',
        stage: 'consultation',
        facts: { bodies: 'ministry' },
      },
    ],
    [
      'an authority that is late',
      () => decide().until('2026-11-25'),
      {
        version: 2,
        at: endOfDay('2026-11-23'),
        type: 'overdue',
        stage: 'approval',
        level: 'province',
        facts: { due: '2026-11-23' },
      },
    ],
    [
      'a supplement that is late',
      () => central().act(supplement).until('2026-11-21'),
      { version: 3, at: endOfDay('2026-11-20'), type: 'overdue', stage: 'central', facts: { due: '2026-11-20' } },
    ],
    [
      'objects that nobody has fetched',
      () => new Walker([[stages.receipt]]).until('2026-12-02'),
      { version: 2, at: endOfDay('2026-12-01'), type: 'overdue', stage: 'receipt', facts: due },
    ],
    [
      'a hold that is to be reviewed',
      () => screening().act({ type: 'hold', note: NOTE }).until('2026-12-16'),
      { version: 3, at: startOfDay('2026-12-16'), type: 'holdReview', stage: 'screening', level: 'unit' },
    ],
  ])('%s', (_name, walk, expected) => {
    const walker = walk();
    expect(walker.last).toStrictEqual({ ...clock, ...expected });
    expect(walker.line.version).toBe(expected.version);
  });
});
