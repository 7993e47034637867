import { eventually, StoryError } from './wait';

/** A mail as the inbox shows it. */
export interface Mail {
  readonly id: string;
  /** `message-id` is `<purpose.entity.person.version@domain>`: the same mail always has the same one. */
  readonly headers: { readonly 'message-id': string };
  readonly to: readonly { readonly address: string }[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The inbox that catches all mails of the rehearsal. Everybody looks only for what was sent to his own address. */
export class Inbox {
  private readonly mails: Mail[] = [];
  private asking: Promise<void> | undefined;

  constructor(private readonly url: string) {}

  /** All mails so far, in the order in which they came. */
  async all(): Promise<readonly Mail[]> {
    // many look at once: one of them asks, and asks only for what is new
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    await this.asking;
    return this.mails;
  }

  private async ask(): Promise<void> {
    const answer = await fetch(`${this.url}/api/email?skip=${this.mails.length}`);
    if (!answer.ok) throw new StoryError(`The mail inbox answers ${answer.status}`);
    this.mails.push(...((await answer.json()) as Mail[]));
  }

  /** The mail of this kind about this matter that came to an address, and the link in it. */
  async mailTo(address: string, kind: string, matter: string): Promise<{ readonly mail: Mail; readonly link: string }> {
    return eventually(`a mail “${kind}” to ${address} about ${matter}`, async () => {
      const own = (await this.all()).filter((mail) => mail.to.some((to) => to.address === address));
      const mail = own.findLast((m) => m.headers['message-id'].startsWith(`<${kind}.${matter}.`));
      const [link] = mail ? linksIn(mail) : [];
      if (mail !== undefined && link !== undefined) return { found: { mail, link } };
      return { instead: `${own.length} mails to this address, the last “${own.at(-1)?.subject ?? 'none'}”` };
    });
  }

  /** The link in that mail. */
  linkTo = async (address: string, kind: string, matter: string): Promise<string> =>
    (await this.mailTo(address, kind, matter)).link;

  /** The mail as it came. */
  async source(mail: Mail): Promise<Buffer> {
    const answer = await fetch(`${this.url}/api/email/${mail.id}/source`);
    if (!answer.ok) throw new StoryError(`The mail inbox answers ${answer.status} for ${mail.subject}`);
    return Buffer.from(await answer.arrayBuffer());
  }
}

/** The addresses in the text part of a mail. */
export const linksIn = (mail: Mail): readonly string[] => mail.text.match(/https?:\/\/\S+/g) ?? [];
