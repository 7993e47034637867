import PizZip from 'pizzip';
import { examine, fill } from '../../../platform/documents/docx';
import { officeTemplates } from '../../../templates/documents';
import { exampleOf } from '../../../templates/documents/office';
import { changedTemplate, reworded, textOfPart, withParagraph, withRelation } from './docx-files';
import { docxText } from './paper-text';

const { placeholders } = officeTemplates.refusalNotice;
const sample = exampleOf(placeholders);
const look = (bytes: Buffer) => examine(bytes, { placeholders, sample });
const faults = (bytes: Buffer) =>
  look(bytes).faults.map(({ code, what }) => (what === undefined ? code : `${code} ${what}`));
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const instruction = (...texts: string[]) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r>${texts.map((t) => `<w:r><w:instrText>${t}</w:instrText></w:r>`).join('')}`;

describe('an uploaded template is taken', () => {
  test('with other words, and says which names it uses', () => {
    const { faults: none, used } = look(
      reworded('Kính gửi: {addressee}', 'Gửi {addressee}, về {#detail}{detail}{/detail}'),
    );
    expect(none).toEqual([]);
    expect(used).toEqual(expect.arrayContaining(['addressee', 'detail', 'reasons', 'reasons.citation']));
  });

  test('when Word has parted a placeholder into runs, with marks of its spelling check between', () => {
    const parted =
      'Kính gửi: {</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>addre</w:t></w:r>' +
      '<w:proofErr w:type="spellEnd"/><w:r><w:t xml:space="preserve">ssee}</w:t></w:r><w:r><w:t>';
    const bytes = reworded('Kính gửi: {addressee}', parted);
    expect(faults(bytes)).toEqual([]);
    const { docx } = fill({ label: 'test', bytes, placeholders }, sample);
    expect(docxText(docx)).toContain('Kính gửi: Sở Tài chính');
  });

  test('with links that wait for a click, and a picture of its own', () => {
    expect(
      faults(withRelation(`Type="${OFFICE}/hyperlink" Target="https://tinhd.gov.vn" TargetMode="External"`)),
    ).toEqual([]);
    expect(faults(withRelation(`Type="${OFFICE}/image" Target="media/logo.png"`))).toEqual([]);
  });

  test('without properties, which a paper then gets with the version of its template', () => {
    const bytes = changedTemplate((zip) => {
      zip.remove('docProps/core.xml');
      zip.file(
        '[Content_Types].xml',
        textOfPart(zip, '[Content_Types].xml').replace(/<Override PartName="\/docProps[^>]*>/, ''),
      );
      zip.file('_rels/.rels', textOfPart(zip, '_rels/.rels').replace(/<Relationship [^>]*core-properties[^>]*>/, ''));
    });
    expect(faults(bytes)).toEqual([]);
    const { docx, renderer } = fill({ label: 'refusalNotice/1', bytes, placeholders }, sample);
    expect(docxText(docx, 'docProps/core.xml')).toContain(renderer);
    expect(textOfPart(new PizZip(docx), '[Content_Types].xml')).toContain('/docProps/core.xml');
    expect(textOfPart(new PizZip(docx), '_rels/.rels')).toContain('docProps/core.xml');
  });
});

describe('an uploaded template is refused', () => {
  test.each([
    ['{ten_ca_nhan}', 'unknownName ten_ca_nhan'],
    ['{addresse}', 'unknownName addresse'],
    ['{reasons}', 'listAsText reasons'],
    ['{@addressee}', 'rawTag addressee'],
    ['{addressee', 'openBrace addressee'],
    ['addressee}', 'closeBrace Kính gửi: addressee'],
    ['{{addressee}}', 'doubledBrace addressee'],
    ['{#detail}', 'listNotClosed detail'],
    ['{/detail}', 'listNotOpened detail'],
    ['{#detail}{#award}{/detail}{/award}', 'listsCross award, detail'],
  ])('for its placeholder %s, by name and with the text around it', (placeholder, fault) => {
    const found = look(reworded('Kính gửi: {addressee}', `Kính gửi: ${placeholder}`)).faults;
    expect(found.map(({ code }) => code)).toContain(fault.split(' ')[0]);
    expect(found[0]!.where).toContain('Kính gửi');
    if (fault.startsWith('unknownName')) expect(found.map(({ code, what }) => `${code} ${what!}`)).toEqual([fault]);
  });

  test('for every unknown name at once, also in a header', () => {
    const bytes = changedTemplate((zip) => {
      const part = 'word/header2.xml';
      zip.file(
        part,
        textOfPart(zip, part).replace('</w:hdr>', '<w:p><w:r><w:t>Mật {do_mat}</w:t></w:r></w:p></w:hdr>'),
      );
      zip.file('word/document.xml', textOfPart(zip).replace('{award}', '{giai_thuong}'));
    });
    expect(faults(bytes).sort()).toEqual(['unknownName do_mat', 'unknownName giai_thuong']);
    expect(look(bytes).faults.find(({ what }) => what === 'do_mat')?.where).toBe('Mật {do_mat}');
  });

  test('for a placeholder where nothing is filled in', () => {
    const bytes = changedTemplate((zip) =>
      zip.file('word/other.xml', '<w:x xmlns:w="w"><w:p><w:r><w:t>{addressee}</w:t></w:r></w:p></w:x>'),
    );
    expect(faults(bytes)).toEqual(['notFilledInHere addressee']);
  });

  test.each([
    ['macros', changedTemplate((zip) => zip.file('word/vbaProject.bin', 'x')), 'macros'],
    [
      'the type of a file with macros',
      changedTemplate((zip) => {
        const types = textOfPart(zip, '[Content_Types].xml');
        zip.file(
          '[Content_Types].xml',
          types.replace(
            /application\/vnd[^"]*document\.main\+xml/,
            'application/vnd.ms-word.document.macroEnabled.main+xml',
          ),
        );
      }),
      'macros',
    ],
    [
      'an attached template',
      withRelation(`Type="${OFFICE}/attachedTemplate" Target="http://x/t.dotm" TargetMode="External"`),
      'externalLink http://x/t.dotm',
    ],
    [
      'a picture from elsewhere',
      withRelation(`Type='${OFFICE}/image' TargetMode='External' Target='file:///c:/a.png'`),
      'externalLink file:///c:/a.png',
    ],
    [
      'a share of a network',
      withRelation(`Type="${OFFICE}/image" Target="\\\\host\\a.png"`),
      'externalLink \\\\host\\a.png',
    ],
    [
      'a link that runs something',
      withRelation(`Type="${OFFICE}/hyperlink" Target="javascript:x" TargetMode="External"`),
      'externalLink javascript:x',
    ],
    ['a field that fetches', withParagraph(instruction(' INCLUDEPICTURE "http://x" ')), 'field INCLUDEPICTURE'],
    ['a field that runs, parted into runs', withParagraph(instruction(' DDE', 'AUTO c:\\\\x ')), 'field DDEAUTO'],
    [
      'a short field',
      withParagraph('<w:fldSimple w:instr=" includetext &quot;c:\\x&quot; "><w:r/></w:fldSimple>'),
      'field INCLUDETEXT',
    ],
    ['an embedded sheet', changedTemplate((zip) => zip.file('word/embeddings/a.xlsx', 'x')), 'embedded'],
    ['a part of another file', withParagraph('<w:altChunk r:id="rId99"/>'), 'embedded'],
    [
      'tracked changes',
      withParagraph('<w:ins w:id="1" w:author="A"><w:r><w:t>x</w:t></w:r></w:ins>'),
      'trackedChanges',
    ],
    [
      'comments',
      changedTemplate((zip) => zip.file('word/comments.xml', '<w:comments><w:comment w:id="1"/></w:comments>')),
      'comments',
    ],
    [
      'a document type',
      changedTemplate((zip) => zip.file('word/document.xml', `<!DOCTYPE x [<!ENTITY a "b">]>${textOfPart(zip)}`)),
      'doctype',
    ],
    [
      'another encoding',
      changedTemplate((zip) => zip.file('word/styles.xml', '<?xml version="1.0" encoding="UTF-7"?><w:styles/>')),
      'doctype',
    ],
  ])('for %s', (_what, bytes, fault) => {
    expect(faults(bytes)).toEqual([fault]);
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'notDocx'],
    ['a PDF', Buffer.from('%PDF-1.7\n%%EOF plus some more bytes'), 'notDocx'],
    [
      'an old .doc, or one under a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      'oldOrLocked',
    ],
    ['a ZIP of something else', new PizZip().file('a.txt', 'a').generate({ type: 'nodebuffer' }), 'notDocx'],
    ['a spreadsheet', changedTemplate((zip) => zip.file('[Content_Types].xml', '<Types/>')), 'notDocx'],
    ['half of a file', officeTemplates.refusalNotice.bytes.subarray(0, 2_000), 'corrupted'],
    [
      'a file of more than 5 MB',
      Buffer.concat([officeTemplates.refusalNotice.bytes, Buffer.alloc(5 * 1024 * 1024)]),
      'tooLarge',
    ],
    ['a bomb', changedTemplate((zip) => zip.file('word/bomb.xml', Buffer.alloc(60 * 1024 * 1024))), 'unpacksTooLarge'],
    [
      'a thousand parts',
      changedTemplate((zip) => Array.from({ length: 1_000 }, (_, i) => zip.file(`a${i}.xml`, ''))),
      'unpacksTooLarge',
    ],
    ['a way out of its folder', changedTemplate((zip) => zip.file('../x.xml', 'x')), 'corrupted'],
  ])('for being %s', (_what, bytes, fault) => {
    expect(look(bytes).faults.map(({ code }) => code)).toEqual([fault]);
  });

  test('for one changed byte, whichever it is', () => {
    const { bytes } = officeTemplates.refusalNotice;
    const whole = look(bytes);
    for (let at = 0; at < bytes.length; at += 97) {
      const changed = Buffer.from(bytes);
      changed[at] = changed[at]! ^ 0xff;
      const found = look(changed);
      // a byte of a time or of a name that nobody reads changes nothing
      if (found.faults.length === 0) expect(found.used).toEqual(whole.used);
    }
  });
});
