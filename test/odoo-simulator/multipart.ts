/** What a form brings: texts by name, and the last file. */
export interface FormData {
  readonly fields: Map<string, string>;
  file?: Buffer;
}

/** Reads `multipart/form-data`. @returns undefined when it is not whole */
export function readMultipart(bytes: Buffer, type: string): FormData | undefined {
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1] ?? '';
  const mark = Buffer.from(`\r\n--${boundary}`);
  const form: FormData = { fields: new Map() };
  // The first mark stands at the very beginning.
  let from = bytes.indexOf(mark.subarray(2)) + mark.length - 2;
  while (bytes.toString('latin1', from, from + 2) !== '--') {
    const end = bytes.indexOf(mark, from);
    if (end < 0) return undefined;
    addPart(form, bytes.subarray(from, end));
    from = end + mark.length;
  }
  return form;
}

function addPart(form: FormData, part: Buffer): void {
  const headEnd = part.indexOf('\r\n\r\n');
  const head = part.toString('utf8', 0, headEnd);
  const content = part.subarray(headEnd + 4);
  const name = / name="([^"]*)"/.exec(head)?.[1] ?? '';
  const filename = / filename="([^"]*)"/.exec(head)?.[1];
  if (filename !== undefined) form.file = content;
  form.fields.set(name, filename ?? content.toString('utf8'));
}
