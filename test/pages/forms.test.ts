import fc from 'fast-check';
import type { SessionLine } from '../../platform/store';
import {
  agreeingRest,
  choicesOf,
  filledOf,
  isComplete,
  lacks,
  offeredChoices,
  readBallot,
} from '../../api/pages/ballot-form';
import { correctables, putFile } from '../../api/pages/correction-items';
import { submissionFor, versionIn, wordsIn } from '../../api/pages/forms';
import { chosenLines } from '../../api/pages/app/office/choose';
import { lacksOf, readAnswer } from '../../api/pages/proposal-form';
import { samplePack } from '../../samples/pack';
import { dossier } from '../setup/fixtures';

const line = (nomination: string, abstain: 'notOffered' | 'countsAsNo' = 'notOffered') =>
  ({ nomination, docket: 'D', no: 1, award: 'BKT', rule: { abstain }, recused: [] }) as unknown as SessionLine;
const form = (fields: Record<string, string>) => new Map(Object.entries({ submission: 'form-0001', ...fields }));

test('lines are chosen one by one and by the group, each once', () => {
  const chosen = chosenLines(
    form({ 'line.N1': 'true', 'line.N9': 'no', 'group.0': 'N1 N2', 'group.1': '', 'absent.C1': 'true' }),
  );
  expect(chosen).toEqual(['N1', 'N2']);
});

describe('a posted sheet', () => {
  const agenda = {
    lines: [line('a'), line('b'), line('c')],
    locks: new Map([['c', { reason: 'r' }]]),
    offered: ['yes', 'no'] as const,
  };

  test('“no opinion” is offered only when every line takes it: a sheet that cannot be counted must not come about', () => {
    expect(offeredChoices([line('a', 'countsAsNo'), line('b')], 'secret')).toEqual(['yes', 'no']);
    expect(offeredChoices([line('a', 'countsAsNo')], 'secret')).toEqual(['yes', 'no', 'abstain']);
  });

  test('without its button is read back and never sent', () => {
    expect(readBallot(form({}), agenda).step).toBe('review');
    expect(readBallot(form({ step: 'SEND' }), agenda).step).toBe('review');
  });

  test('a recusal needs its reason, a yes does not', () => {
    expect(lacks(undefined)).toBe('choice');
    expect(lacks({ choice: 'recuse' })).toBe('reason');
    expect(lacks({ choice: 'recuse', reason: 'r' })).toBeUndefined();
    expect(lacks({ choice: 'other' })).toBe('text');
    expect(lacks({ choice: 'other', text: 'x'.repeat(1_001) })).toBe('textLong');
    expect(lacks({ choice: 'recuse', reason: 'x'.repeat(501) })).toBe('reasonLong');
  });

  test('what is sealed names exactly the lines of the agenda, whatever was posted', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('yes', 'no', 'recuse')), (said) => {
        const fields = Object.entries(said).flatMap(([id, choice]) => [
          [`choice.${id}`, choice],
          [`reason.${id}`, 'vì'],
        ]);
        const read = readBallot(form(Object.fromEntries(fields) as Record<string, string>), agenda);
        const filled = agreeingRest(read.filled, agenda);
        expect(isComplete(filled, agenda)).toBe(true);
        const sealed = choicesOf(filled, agenda);
        expect(Object.keys(sealed)).toEqual(['a', 'b', 'c']);
        expect(sealed['c']).toEqual({ choice: 'recused' });
        for (const id of ['a', 'b']) expect(filledOf(sealed).get(id)?.choice).toBe(said[id] ?? 'yes');
      }),
    );
  });
});

describe('an answer of an authority', () => {
  test('names the version that its page showed', () => {
    expect(versionIn(submissionFor(3))).toBe(3);
    expect(() => versionIn('form-0001')).toThrow();
  });

  test('a line that is struck out needs a reason, unless the whole list goes back', () => {
    const read = (fields: Record<string, string>) =>
      readAnswer(form({ submission: '2-form-0001', ...fields }), ['a', 'b']);
    expect(lacksOf(read({}), ['a', 'b'])).toEqual(['answer']);
    expect(lacksOf(read({ answer: 'approve', 'strike.a': 'yes' }), ['a', 'b'])).toEqual(['reason']);
    expect(lacksOf(read({ answer: 'return', 'strike.a': 'yes', returnReason: 'r' }), ['a', 'b'])).toEqual([]);
    expect(lacksOf(read({ answer: 'return' }), ['a', 'b'])).toEqual(['returnReason']);
    const long = { 'strike.a': 'yes', 'reason.a': 'x'.repeat(501), returnReason: 'x'.repeat(2_001) };
    expect(lacksOf(read({ answer: 'approve', ...long }), ['a', 'b'])).toEqual(['reasonLong']);
    expect(lacksOf(read({ answer: 'return', ...long }), ['a', 'b'])).toEqual(['returnReasonLong']);
  });
});

describe('what a return asks for', () => {
  const asked = (...fields: string[]) =>
    correctables(
      {
        action: 'resubmit',
        due: '2026-12-01',
        reason: 'r',
        items: fields.map((field) => ({ field, reason: 'r', citation: 'c' })),
      },
      dossier('CSTDCS', 1, { papers: [{ kind: 'achievementReport', title: 'Báo cáo' }] }),
      samplePack,
      'vi',
    ).map(({ field, kind }) => [field, kind]);

  test('is asked piece by piece, a paper by its kind, once each', () => {
    expect(asked('merit', 'dossier.merit')).toEqual([['merit', 'long']]);
    expect(asked('nominee')).toEqual([
      ['nominee.name', 'text'],
      ['nominee.post', 'text'],
      ['nominee.unitName', 'text'],
    ]);
    expect(asked('achievementPeriod')).toEqual([
      ['achievementPeriod.from', 'date'],
      ['achievementPeriod.to', 'date'],
    ]);
    expect(asked('achievementReport')).toEqual([['papers.achievementReport', 'file']]);
    expect(asked('papers')).toEqual([['papers.other', 'file']]);
  });

  test('that the dossier has no field for, or that names none, is answered in words', () => {
    expect(asked('chữ ký')).toEqual([['explanation', 'long']]);
    expect(asked()).toEqual([['explanation', 'long']]);
  });

  test('a file takes the place of its paper, and once more changes nothing', () => {
    const before = dossier('CSTDCS', 1, {
      papers: [
        { kind: 'x', title: 'X' },
        { kind: 'y', title: 'Y', number: '1' },
      ],
    });
    const after = putFile(before, 'y', 'Y', { id: 'f', name: 'y.pdf' });
    expect(after.papers).toEqual([before.papers[0], { kind: 'y', title: 'Y', number: '1', attachment: 'f' }]);
    expect(putFile(after, 'y', 'Y', { id: 'f', name: 'y.pdf' })).toBe(after);
    const further = putFile(before, 'other', 'Tài liệu bổ sung', { id: 'g', name: 'z.pdf' });
    expect(putFile(further, 'other', 'Tài liệu bổ sung', { id: 'g', name: 'z.pdf' })).toBe(further);
  });

  test('a new report is certified or not, whatever the old one was; the same file may be certified later', () => {
    const before = dossier('CSTDCS', 1, { papers: [{ kind: 'y', title: 'Y', certified: true }] });
    const put = (of: typeof before, certified?: boolean) =>
      putFile(of, 'y', 'Y', { id: 'f', name: 'y.pdf', ...(certified === undefined ? {} : { certified }) });
    const plain = put(before, false);
    expect(plain.papers).toEqual([{ kind: 'y', title: 'Y', attachment: 'f', certified: false }]);
    expect(put(plain, false)).toBe(plain);
    expect(put(plain, true).papers).toEqual([{ kind: 'y', title: 'Y', attachment: 'f', certified: true }]);
    expect(put(plain)).toBe(plain);
  });
});

test('words are kept as they were typed, but for what cannot be seen', () => {
  const words = (typed: string, max = 100) => wordsIn(new Map([['w', typed]]), 'w', max);
  expect(words('  Tha\u0300nh ti\u0301ch\r\nhai  ')).toBe('Thành tích\nhai');
  expect(words('a\u202Eb\u0000c\u200Bd')).toBe('abcd');
  expect(words('x'.repeat(300), 10)).toHaveLength(10);
});
