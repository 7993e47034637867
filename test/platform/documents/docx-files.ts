import PizZip from 'pizzip';
import { officeTemplates } from '../../../templates/documents';

/** A template as somebody has changed it: parts of the file, or words of its text. */
export function changedTemplate(
  change: (zip: PizZip) => void,
  kind: keyof typeof officeTemplates = 'refusalNotice',
): Buffer {
  const zip = new PizZip(officeTemplates[kind].bytes);
  change(zip);
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

const MAIN = 'word/document.xml';
export const textOfPart = (zip: PizZip, part = MAIN): string => zip.file(part)!.asText();

/** Other words in place of some of its own. */
export const reworded = (from: string, to: string, kind?: keyof typeof officeTemplates): Buffer =>
  changedTemplate((zip) => {
    const xml = textOfPart(zip);
    if (!xml.includes(from)) throw new Error(`no ${from} in the template`);
    zip.file(MAIN, xml.replace(from, to));
  }, kind);

/** A further paragraph of raw WordprocessingML at the end. */
export const withParagraph = (inner: string): Buffer =>
  changedTemplate((zip) => zip.file(MAIN, textOfPart(zip).replace('<w:sectPr>', `<w:p>${inner}</w:p><w:sectPr>`)));

export const withRelation = (attributes: string): Buffer =>
  changedTemplate((zip) => {
    const part = 'word/_rels/document.xml.rels';
    zip.file(
      part,
      textOfPart(zip, part).replace('</Relationships>', `<Relationship Id="rId99" ${attributes}/></Relationships>`),
    );
  });
