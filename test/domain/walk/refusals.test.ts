import type { LineAction } from '../../../domain/actions';
import type { Stage } from '../../../domain/route';
import { NOTE, stages, START, Walker } from './walker';

const TOMORROW = '2026-11-17';
const at = (...route: Stage[]) => new Walker(route.map((stage) => [stage]));
const screening = (stage: Stage = stages.unitScreening) => at(stage, stages.unitCouncil);
const receive = { type: 'receive', number: '1', arrivedOn: START } as const;
const returned = () => screening().act(receive).act({ type: 'return', note: NOTE });
const central = () => at(stages.central, stages.receipt);

describe('a day that has not come', () => {
  test.each<[string, () => Walker, LineAction]>([
    ['arrivedOn', () => screening(), { ...receive, arrivedOn: TOMORROW }],
    ['paperOriginalOn', () => screening(), { ...receive, paperOriginalOn: TOMORROW }],
    ['on', () => screening(stages.provinceScreening).act(receive), { type: 'recordPaperOriginal', on: TOMORROW }],
    ['askedOn', () => at(stages.consultation), { type: 'ask', body: 'ministry', askedOn: TOMORROW, note: NOTE }],
    ['firstDay', () => at(stages.posting), { type: 'post', firstDay: TOMORROW, note: NOTE }],
    ['on', () => at(stages.receipt), { type: 'recordFetched', on: TOMORROW }],
    ['on', () => at(stages.receipt), { type: 'recordHandover', on: TOMORROW, note: NOTE }],
  ])('is refused by its field: %s', (field, walk, action) => {
    const problem = walk().problem(action);
    expect(problem).toMatchObject({ code: 'VALIDATION', message: `${field} lies in the future` });
    expect(problem?.data).toEqual({
      fields: [
        { field, vi: 'Ngày này chưa đến; đề nghị kiểm tra lại.', en: 'This day has not come yet; please check it.' },
      ],
    });
  });

  test.each<[string, () => Walker, LineAction]>([
    ['arrived', () => screening(), { ...receive, paperOriginalOn: START }],
    [
      'the paper original',
      () => screening(stages.provinceScreening).act(receive),
      { type: 'recordPaperOriginal', on: START },
    ],
    ['asked', () => at(stages.consultation), { type: 'ask', body: 'ministry', askedOn: START, note: NOTE }],
    ['published', () => at(stages.posting), { type: 'post', firstDay: START, note: NOTE }],
    ['fetched', () => at(stages.receipt), { type: 'recordFetched', on: START }],
    ['handed over', () => at(stages.receipt), { type: 'recordHandover', on: START, note: NOTE }],
  ])('today is a day that has come: %s', (_name, walk, action) => {
    expect(walk().problem(action)).toBeUndefined();
  });
});

describe('a due day that is over', () => {
  /** The correction was due on 23 November; the lapse has not been noticed yet on the 26th. */
  const late = () => {
    const w = returned();
    w.now = '2026-11-26T02:00:00.000Z';
    return w;
  };

  test.each<[string, () => Walker, LineAction]>([
    ['a return for today', () => screening().act(receive), { type: 'return', note: NOTE, due: START }],
    ['an extension to the old day', () => returned(), { type: 'extendCorrection', note: NOTE, due: '2026-11-23' }],
    ['an extension to today', () => late(), { type: 'extendCorrection', note: NOTE, due: '2026-11-26' }],
    ['a supplement for today', () => central(), { type: 'requestSupplement', note: NOTE, due: START }],
  ])('is refused by its field: %s', (_name, walk, action) => {
    const problem = walk().problem(action);
    expect(problem).toMatchObject({ code: 'VALIDATION', message: 'due is not later than before' });
    expect(problem?.data).toEqual({
      fields: [
        {
          field: 'due',
          vi: 'Hạn mới phải sau ngày hôm nay và sau hạn cũ.',
          en: 'The new due day must lie after today and after the old one.',
        },
      ],
    });
  });

  test.each<[string, () => Walker, LineAction]>([
    ['a return for tomorrow', () => screening().act(receive), { type: 'return', note: NOTE, due: TOMORROW }],
    ['an extension by a day', () => returned(), { type: 'extendCorrection', note: NOTE, due: '2026-11-24' }],
    ['an extension to tomorrow', () => late(), { type: 'extendCorrection', note: NOTE, due: '2026-11-27' }],
    ['a supplement for tomorrow', () => central(), { type: 'requestSupplement', note: NOTE, due: TOMORROW }],
  ])('the day after it is not: %s', (_name, walk, action) => {
    expect(walk().problem(action)).toBeUndefined();
  });
});

describe('a body is asked and answers in its turn', () => {
  const ask = (body: string, askedOn = START) => ({ type: 'ask', body, askedOn, note: NOTE }) as const;
  const answer = (body: string, opinion: 'agrees' | 'objects' = 'agrees') =>
    ({ type: 'answer', body, opinion, note: NOTE }) as const;
  const silent = (body: string) => ({ type: 'proceedWithoutAnswer', body, note: NOTE }) as const;
  const overrule = (body: string) => ({ type: 'overruleObjection', body, note: NOTE }) as const;
  const oneAsked = () => at(stages.consultation, stages.provinceCouncil).act(ask('ministry'));
  const bothAsked = () => oneAsked().act(ask('department'));

  test.each<[string, () => Walker, LineAction, object]>([
    ['asked twice', () => oneAsked(), ask('ministry'), { body: 'ministry' }],
    ['an answer of a body that was not asked', () => oneAsked(), answer('department'), { body: 'department' }],
    ['a second answer', () => bothAsked().act(answer('ministry')), answer('ministry'), { body: 'ministry' }],
    [
      'silence of a body that was not asked',
      () => oneAsked().until('2026-12-02'),
      silent('department'),
      { body: 'department' },
    ],
    [
      'silence of a body that has answered',
      () => bothAsked().until('2026-12-02').act(answer('ministry')),
      silent('ministry'),
      { body: 'ministry', due: '2026-12-01' },
    ],
    [
      'silence of a body whose clock runs',
      () => oneAsked().act(ask('department', '2026-11-13')).until('2026-12-01'),
      silent('ministry'),
      { body: 'ministry', due: '2026-12-01' },
    ],
    [
      'an objection that was not made',
      () => bothAsked().act(answer('ministry', 'objects')),
      overrule('department'),
      { body: 'department' },
    ],
  ])('else it is refused: %s', (_name, walk, action, data) => {
    const problem = walk().problem(action);
    expect(problem?.code).toBe('ACTION_NOT_ALLOWED');
    expect(problem?.message).toBe(`${action.type} of ${(data as { body: string }).body} does not fit its state`);
    expect(problem?.data).toStrictEqual(data);
  });

  const always = ['decline', 'hold', 'correctClerical', 'changeContact', 'withdraw'];
  test.each<[string, () => Walker, string[]]>([
    ['none is asked', () => at(stages.consultation), ['ask', ...always]],
    ['one is asked', () => oneAsked(), ['ask', 'answer', ...always]],
    ['both are asked', () => bothAsked(), ['answer', ...always]],
    ['one has answered', () => bothAsked().act(answer('ministry')), ['answer', ...always]],
    [
      'one objects, the other was asked',
      () => bothAsked().act(answer('ministry', 'objects')),
      ['answer', 'overruleObjection', ...always],
    ],
    [
      'one objects, the other agrees',
      () => bothAsked().act(answer('ministry', 'objects')).act(answer('department')),
      ['overruleObjection', ...always],
    ],
    [
      'one objection is overruled',
      () => bothAsked().act(answer('ministry', 'objects')).act(overrule('ministry')),
      ['answer', ...always],
    ],
    ['one is late', () => oneAsked().until('2026-12-02'), ['ask', 'answer', 'proceedWithoutAnswer', ...always]],
    [
      'one objects late',
      () => oneAsked().until('2026-12-02').act(answer('ministry', 'objects')),
      ['ask', 'overruleObjection', ...always],
    ],
    ['one is silent', () => oneAsked().until('2026-12-02').act(silent('ministry')), ['ask', ...always]],
  ])('what is allowed when %s', (_name, walk, allowed) => {
    expect(walk().allowed).toEqual(allowed);
  });
});

describe('an opinion of the public', () => {
  const objection = (opinion: string) => ({ type: 'recordOpinion', opinion, nature: 'objection', note: NOTE }) as const;
  const resolve = (opinion: string) => ({ type: 'resolveOpinion', opinion, note: 'note-2' }) as const;
  const two = () =>
    at(stages.posting, stages.provinceCouncil)
      .act({ type: 'post', firstDay: START, note: NOTE })
      .act(objection('O1'))
      .act(objection('O2'));

  test.each<[string, LineAction, string]>([
    ['recorded twice', objection('O1'), 'opinion O1 is recorded already'],
    ['resolved, but unknown', resolve('O3'), 'opinion O3 is not open'],
    ['resolved twice', resolve('O2'), 'opinion O2 is not open'],
  ])('%s', (_name, action, message) => {
    expect(two().act(resolve('O2')).problem(action)).toMatchObject({ code: 'ACTION_NOT_ALLOWED', message });
  });

  test('is kept with what resolved it', () => {
    expect(two().act(resolve('O2')).state('posting').opinions).toStrictEqual([
      { id: 'O1', nature: 'objection', note: NOTE },
      { id: 'O2', nature: 'objection', note: NOTE, resolvedBy: 'note-2' },
    ]);
  });
});

describe('what the office may do', () => {
  const always = ['hold', 'correctClerical', 'changeContact', 'withdraw'];
  const waiting = () => at(stages.posting, stages.provinceCouncil);

  test.each<[string, () => Walker, string[]]>([
    [
      'while the paper original is missing',
      () => screening(stages.provinceScreening).act(receive),
      ['recordPaperOriginal', 'accept', 'return', 'decline', ...always],
    ],
    [
      'once it is there',
      () => screening().act({ ...receive, paperOriginalOn: START }),
      ['accept', 'return', 'decline', ...always],
    ],
    ['before the publication', waiting, ['post', 'decline', ...always]],
    [
      'while it runs',
      () => waiting().act({ type: 'post', firstDay: START, note: NOTE }),
      ['recordOpinion', 'decline', ...always],
    ],
  ])('%s', (_name, walk, allowed) => {
    expect(walk().allowed).toEqual(allowed);
  });
});
