import { EmbeddedError } from './embedded-error';
import { run } from './run';

/** What `tar` says about files that change under it, which the write-ahead log in the backup makes good. */
const HARMLESS =
  /changed as we read it|file removed before we read it|File shrank by \d+ bytes|: Cannot stat: No such file or directory|^tar: Exiting with/;

/**
 * Runs the system's `tar`.
 * @param live whether the files may change meanwhile
 * @throws EmbeddedError with what tar says
 */
export async function tar(args: readonly string[], live: boolean): Promise<void> {
  const { code, output } = await run({ file: 'tar', args });
  const complaints = output.split('\n').filter((line) => line.trim() !== '' && !(live && HARMLESS.test(line)));
  if (code === 0 || (live && complaints.length === 0)) return;
  throw new EmbeddedError(`tar failed: ${complaints[0] ?? `exit code ${code}`}`);
}
