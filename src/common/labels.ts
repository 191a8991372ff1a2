/** Whether these labels carry all that are asked for: the one rule by which whatever names labels knows what carries them. */
export function carries(labels: Readonly<Record<string, string>>, asked: Readonly<Record<string, string>>): boolean {
  return Object.entries(asked).every(([name, value]) => labels[name] === value);
}
