/** A whole PDF with one empty page, its objects, and what is put before them in the catalog; `comment` makes it another file. */
export function tinyPdf({
  comment = 'mẫu',
  catalog = '',
  objects = [],
  trailer = '',
}: {
  readonly comment?: string;
  readonly catalog?: string;
  /** Further objects, from number 4 on. */
  readonly objects?: readonly (string | Buffer)[];
  readonly trailer?: string;
} = {}): Buffer {
  const all = [
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
    ...objects,
  ];
  let file = Buffer.from(`%PDF-1.7\n%${comment}\n`);
  const offsets = all.map((object, i) => {
    const at = file.length;
    file = Buffer.concat([file, Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const end = `trailer\n<</Size ${all.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.concat([file, Buffer.from(table + end)]);
}
