import { causedBy, isPassed, noReport, type Traces } from '../../domain/drill';

const none: Traces = { votes: 0, drafts: 0, opened: 0, mails: 0, revoked: 0 };

test('what was brought about is what stands there more than before', () => {
  const before = { votes: 1, drafts: 2, opened: 3, mails: 4, revoked: 5 };
  expect(causedBy(before, before)).toEqual(none);
  const after = { votes: 2, drafts: 4, opened: 6, mails: 8, revoked: 10 };
  expect(causedBy(before, after)).toEqual(before);
});

describe('a drill', () => {
  test('is passed when living pages were met, always answered, and nothing was brought about', () => {
    expect(isPassed({ met: { '200': 1, '404': 9 }, caused: none })).toBe(true);
  });

  test.each(Object.keys(none))('is not passed by one of these: %s', (trace) => {
    expect(isPassed({ met: { '200': 9 }, caused: { ...none, [trace]: 1 } })).toBe(false);
    // what is gone was brought about as well
    expect(isPassed({ met: { '200': 9 }, caused: { ...none, [trace]: -1 } })).toBe(false);
  });

  test('proves nothing where only dead links were met, or an answer is missing', () => {
    expect(isPassed({ met: { '404': 99 }, caused: none })).toBe(false);
    expect(isPassed({ met: {}, caused: none })).toBe(false);
    expect(isPassed({ met: { '200': 99, noAnswer: 1 }, caused: none })).toBe(false);
    expect(isPassed(noReport)).toBe(false);
  });
});
