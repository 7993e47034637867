import { PDFDict, PDFDocument, PDFName, PDFRawStream, PDFBool, PDFRef } from 'pdf-lib';
import { DocumentError } from './errors';

/** What a PDF/A file must say about metadata that PDF/A does not know of itself. */
const PDFUA_SCHEMA =
  '<rdf:li rdf:parseType="Resource">' +
  '<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>' +
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>' +
  '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>' +
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">' +
  '<pdfaProperty:category>internal</pdfaProperty:category>' +
  '<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>' +
  '<pdfaProperty:name>part</pdfaProperty:name>' +
  '<pdfaProperty:valueType>Integer</pdfaProperty:valueType>' +
  '</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>';
const PDFUA_PART =
  '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">' +
  '<pdfuaid:part>1</pdfuaid:part></rdf:Description>';

const BAG_END = '</rdf:Bag></pdfaExtension:schemas>';
const RDF_END = '</rdf:RDF>';

/**
 * The compiler writes PDF/A-2a with tags, or PDF/UA-1, not both. The file already keeps the rules of both, so what is
 * left is to say so: the claim in the metadata and the title shown in the window. Same bytes in, same bytes out.
 * A file that embeds any other face than these is refused.
 */
export async function claimUniversalAccess(pdf: Uint8Array, faces: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false, parseSpeed: Infinity });
  refuseOtherFaces(document, faces);
  const { catalog, context } = document;

  const unexpected = new DocumentError('DOCUMENT_TEMPLATE_FAILED', 'unexpected metadata');
  const reference = catalog.get(PDFName.of('Metadata'));
  const metadata = context.lookup(reference);
  if (!(reference instanceof PDFRef) || !(metadata instanceof PDFRawStream)) throw unexpected;
  const xmp = Buffer.from(metadata.getContents()).toString('utf8');
  if (!xmp.includes(BAG_END) || !xmp.includes(RDF_END)) throw unexpected;
  const claimed = xmp.replace(BAG_END, PDFUA_SCHEMA + BAG_END).replace(RDF_END, PDFUA_PART + RDF_END);
  context.assign(reference, PDFRawStream.of(metadata.dict, Buffer.from(claimed, 'utf8')));

  catalog.lookup(PDFName.of('ViewerPreferences'), PDFDict).set(PDFName.of('DisplayDocTitle'), PDFBool.True);
  return document.save({
    useObjectStreams: false,
    addDefaultPage: false,
    updateFieldAppearances: false,
    objectsPerTick: Infinity,
  });
}

/** Embedded faces are named `ABCDEF+Name`; an unnamed or unknown one means that the compiler took a substitute. */
function refuseOtherFaces(document: PDFDocument, faces: readonly string[]): void {
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(PDFName.of('Type')) !== PDFName.of('FontDescriptor')) continue;
    const name = object
      .lookup(PDFName.of('FontName'), PDFName)
      .decodeText()
      .replace(/^[A-Z]{6}\+/, '');
    if (!faces.includes(name)) throw new DocumentError('DOCUMENT_FONT_REFUSED', `the file embeds ${name}`);
  }
}
