const last = new Map<string, Promise<unknown>>();

/** Does works of the same key one after the other, in this process, whatever comes of those before. */
export async function inLine<T>(key: string, work: () => Promise<T>): Promise<T> {
  const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
  last.set(key, mine);
  try {
    return await mine;
  } finally {
    if (last.get(key) === mine) last.delete(key);
  }
}
