/** Prints one comparison: ours, the bare one, and the ratio beside its goal. */
export function compare(title: string, unit: string, ours: number, bare: number, goal: number | null): number {
  const ratio = ours / bare;
  const verdict = goal === null ? '' : ` (goal ≥ ${goal.toFixed(2)}: ${ratio >= goal ? 'met' : 'NOT met'})`;
  say(`  ${title}: ours ${figure(ours)} ${unit}, bare ${figure(bare)} ${unit}, ratio ${ratio.toFixed(2)}${verdict}`);
  return ratio;
}

/** Prints one comparison of times: ours, which has a goal of its own, the bare one, and how many times as long ours takes. */
export function compareTimes(title: string, ours: number, bare: number, goal: number): void {
  const verdict = `goal ≤ ${String(goal)} ms: ${ours <= goal ? 'met' : 'NOT met'}`;
  say(
    `  ${title}: ours ${figure(ours)} ms (${verdict}), bare ${figure(bare)} ms, ${(ours / bare).toFixed(1)} times as long`,
  );
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(0)} MiB`;
}

function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : 0 });
}
