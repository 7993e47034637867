import { problems } from '../../domain/errors';
import type { StageKind } from '../../domain/route';
import type { HolderCode, StatusCode } from '../../domain/stages/stage';
import { en } from '../../templates/locales/en';
import { vi } from '../../templates/locales/vi';
import { actionLabel, holderLabel, say, stageLabel, statusLabel } from '../../templates/words';
import { forbidden } from './words-forbidden';

const languages = ['vi', 'en'] as const;

function keysOf(value: object, path = ''): string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' ? keysOf(inner as object, `${path}${key}.`) : [path + key.replace(/_(one|other)$/, '')],
  );
}

test('both languages have words for the same keys', () => {
  const [inVi, inEn] = [vi, en].map((words) => [...new Set(keysOf(words))].sort());
  expect(inEn).toEqual(inVi);
});

test('no Vietnamese word is one that offices do not use', () => {
  expect(JSON.stringify(vi)).not.toMatch(forbidden);
});

test('a key without words and words without their value are errors', () => {
  expect(() => say('vi', 'ballot.nothing')).toThrow('ballot.nothing');
  expect(() => say('vi', 'site.number', { other: 1 })).toThrow('no');
  expect(() => say('en', 'done.heading')).toThrow('at');
});

test('a value is text, never an instruction', () => {
  const hostile = '$t(site.never) {{body}} <b>';
  expect(say('vi', 'site.standing', { body: hostile })).toBe(`Cơ quan thường trực: ${hostile}`);
});

test('English knows one and many', () => {
  expect([say('en', 'nominations', { count: 1 }), say('en', 'nominations', { count: 1034 })]).toEqual([
    '1 nomination',
    '1,034 nominations',
  ]);
  expect(say('vi', 'nominations', { count: 1034 })).toBe('1.034 trường hợp');
});

test('every state, holder, stage and refusal has its label', () => {
  // records, so that a new code without a line here is a type error
  const states: Record<StatusCode, true> = {
    draft: true,
    submitted: true,
    screening: true,
    returned: true,
    consultation: true,
    posting: true,
    waitingForCouncil: true,
    inSession: true,
    waitingForApproval: true,
    approvalPending: true,
    awaitingIssue: true,
    central: true,
    supplement: true,
    receipt: true,
    onHold: true,
    needsAttention: true,
    issued: true,
    received: true,
    declined: true,
    lapsed: true,
    withdrawn: true,
    discarded: true,
  };
  const holders: Record<HolderCode, true> = {
    unit: true,
    office: true,
    body: true,
    public: true,
    council: true,
    authority: true,
    clerk: true,
    central: true,
    service: true,
  };
  const stages: Record<StageKind, true> = {
    screening: true,
    consultation: true,
    posting: true,
    council: true,
    approval: true,
    central: true,
    issuance: true,
    receipt: true,
  };
  for (const lang of languages) {
    for (const audience of ['office', 'unit'] as const) {
      for (const state of Object.keys(states)) expect(statusLabel(lang, audience, state as StatusCode)).not.toBe('');
      for (const stage of Object.keys(stages)) expect(stageLabel(lang, audience, stage as StageKind)).not.toBe('');
    }
    for (const holder of Object.keys(holders)) expect(holderLabel(lang, holder as HolderCode)).not.toBe('');
    for (const { http } of Object.values(problems)) expect(say(lang, `problem.title.${http}`)).not.toBe('');
    for (const action of ['retry', 'withdraw', 'councilResult'] as const)
      expect(actionLabel(lang, action)).not.toBe('');
  }
});

test('a state names its day or its decision where there is one', () => {
  expect(statusLabel('vi', 'unit', 'returned', { due: '2026-12-02' })).toBe('Cần bổ sung, hạn ngày 02/12/2026');
  expect(statusLabel('vi', 'office', 'returned', { due: '2026-12-02' })).toBe('Yêu cầu bổ sung');
  expect(statusLabel('vi', 'unit', 'replaced', { by: '61/QĐ-UBND' })).toBe('Đã thay thế bởi Quyết định số 61/QĐ-UBND');
});
