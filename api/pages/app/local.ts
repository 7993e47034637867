/** A path behind sign-in, with its query; everything else is `/app`. Nobody is led to another site. */
export function localPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > 2_000 || !/^\/app(?:[/?]|$)/.test(asked)) return '/app';
  const base = 'https://here.invalid';
  if (/[\\\s]/.test(asked) || !URL.canParse(asked, base)) return '/app';
  const { origin, pathname, search } = new URL(asked, base);
  return origin === base && /^\/app(?:\/|$)/.test(pathname) ? `${pathname}${search}` : '/app';
}
