/** Little readers of the XML in an office file; what they read is only looked at, never run. */

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name]!);

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** All elements of a name, each as a reader of its attributes. */
export const tagsIn = (xml: string, name: string): ((attribute: string) => string | undefined)[] =>
  [...xml.matchAll(new RegExp(`<${name}(\\s[^>]*)?/?>`, 'g'))].map(([, attributes = '']) => (attribute) => {
    const value = new RegExp(`\\s${attribute}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
    const found = value?.[1] ?? value?.[2];
    return found === undefined ? undefined : unescaped(found);
  });

/** The words of a piece of WordprocessingML. Word parts a text into runs as it likes; they are put together again. */
export const textOf = (xml: string): string =>
  unescaped([...xml.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1]!).join(''));

/** The paragraphs of a part, as text; empty ones are left out. */
export const paragraphsOf = (xml: string): string[] =>
  xml
    .split(/<\/w:p>/)
    .map(textOf)
    .filter((text) => text.trim() !== '');
