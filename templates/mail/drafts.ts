import type { Instant } from '../../domain/time';
import type { Lang } from '../format';
import { onOneLine, paragraphs, template } from './source';
import type { Person } from './data';

/** Letters about members who have not voted, as the service proposes them; the secretary reads, changes and sends them. */
interface AboutSilent {
  /** Whom it is for, as it is said after "Kính gửi". */
  readonly to: string;
  readonly session: string;
  readonly closes: Instant;
  readonly now: Instant;
  /** Lines of the session. */
  readonly n: number;
  readonly members: readonly (Person & { readonly post: string; readonly role: string })[];
}

export interface DraftData {
  /** To the agency of silent members. */
  agency: AboutSilent & {
    readonly council: string;
    readonly secretary: { readonly name: string; readonly phone: string };
  };
  /** To who leads the council. */
  chair: AboutSilent & {
    readonly voted: number;
    readonly total: number;
    readonly quorum?: { readonly needed: number; readonly lacking: number };
  };
}
export type DraftName = keyof DraftData;

export interface DraftText {
  readonly subject: string;
  /** Paragraphs with an empty line between them. */
  readonly text: string;
}

/** The words of a draft, `drafts/<name>.<lang>.hbs`. */
export function renderDraft<N extends DraftName>(name: N, lang: Lang, data: DraftData[N]): DraftText {
  const source = template(`mail/drafts/${name}.${lang}.hbs`)(onOneLine(data) as object, lang);
  const [subject = '', ...body] = paragraphs(source);
  return { subject, text: body.join('\n\n') };
}
