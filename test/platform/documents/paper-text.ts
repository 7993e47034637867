import PizZip from 'pizzip';
import { readPdf } from './pdf-reader';

/** What a reader gets of a PDF: its words, each space one plain space. */
export async function pdfText(pdf: Uint8Array): Promise<string> {
  const { pages } = await readPdf(pdf);
  return plain(pages.map((page) => page.text).join(' '));
}

/** What a reader gets of a .docx: the words of its paragraphs. */
export function docxText(docx: Buffer, file = 'word/document.xml'): string {
  const xml = new PizZip(docx).file(file)!.asText();
  return plain(xml.replace(/<\/w:p>/g, ' ').replace(/<[^>]+>/g, '')).replaceAll('&amp;', '&');
}

/** The same, one string for each paragraph, empty ones too. */
export const docxLines = (docx: Buffer): string[] =>
  new PizZip(docx)
    .file('word/document.xml')!
    .asText()
    .split('</w:p>')
    .map((xml) => plain(xml.replace(/<[^>]+>/g, '')).trim());

const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
