import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const own = (file: string): string => readFileSync(join(__dirname, file), 'utf8');
const documents = (file: string): string => readFileSync(join(__dirname, '../../templates/documents', file), 'utf8');

/** Drawings of blanks, for a renderer: what a printing house delivers and nothing that an office prints. */
export const blankTemplates = {
  bangKhen: {
    main: 'bang-khen.typ',
    files: {
      'bang-khen.typ': own('bang-khen.typ'),
      'frame.typ': documents('frame.typ'),
      'parts.typ': documents('parts.typ'),
    },
    maxPages: 1,
  },
};
