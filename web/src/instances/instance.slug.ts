const MAX = 40;

/** How a customer's name is written in an address, and as the name of a database: "Société Dupont & Fils" is societe-dupont-fils. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX)
    .replace(/^-+|-+$/g, '');
}
