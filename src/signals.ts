/** However the stop goes, the process has ended by then, in milliseconds: whoever asked for it kills after a minute or so. */
const LAST_MS = 58_000;

/**
 * Stops once, on Ctrl-C, on SIGTERM or when it is called itself; what comes again never forces, because what is under way would be lost.
 * The exit code is 0 only when nothing was cut off and nothing had failed.
 * @param stop tells what it had to cut off
 * @returns stops because of a failure, which it tells
 */
export function stopOnSignal(stop: () => Promise<readonly string[]>): (failure: string) => void {
  let stopping = false;
  const begin = (why: string, code: 0 | 1) => {
    if (stopping) return;
    stopping = true;
    process.stdout.write(`${why}\n`);
    setTimeout(() => {
      fail('Stopping takes too long: ended in the middle of it.');
    }, LAST_MS);
    stop().then(
      (cutOff) => {
        if (cutOff.length > 0) fail(`Stopping cut off what did not end in time: ${cutOff.join('; ')}`);
        process.exit(code);
      },
      (error: unknown) => {
        fail(`Stopping failed: ${(error as Error).message}`);
      },
    );
  };
  const onSignal = () => {
    begin('Stopping: finishing what is under way.', 0);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return (failure) => {
    process.stderr.write(`${failure}\n`);
    begin('Stopping because of it.', 1);
  };
}

function fail(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
