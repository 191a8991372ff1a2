/** Prints one comparison: ours, the bare one, and the ratio beside its goal. */
export function compare(title: string, unit: string, ours: number, bare: number, goal: number | null): number {
  const ratio = ours / bare;
  const verdict = goal === null ? '' : ` (goal ≥ ${goal.toFixed(2)}: ${ratio >= goal ? 'met' : 'NOT met'})`;
  say(`  ${title}: ours ${figure(ours)} ${unit}, bare ${figure(bare)} ${unit}, ratio ${ratio.toFixed(2)}${verdict}`);
  return ratio;
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
