import type { Request } from 'express';

/** Programs and systems as people know them; the first that fits, so those that call themselves by two names come first. */
const programs: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bCoc_Coc_Browser\//i, 'Cốc Cốc'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\/|\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/** What a browser calls itself, in two words: enough to tell one's own browsers apart, and nothing that follows anybody. */
export function deviceOf(req: Request): string | undefined {
  const agent = req.get('user-agent') ?? '';
  const named = [programs, systems].flatMap((list) => list.find(([known]) => known.test(agent))?.[1] ?? []);
  return named.length === 0 ? undefined : named.join(', ');
}
