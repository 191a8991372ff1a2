import { slugOf } from './instance.slug';

describe('the address of a customer', () => {
  it.each([
    ['Dupont SA', 'dupont-sa'],
    ['  Société Dupont & Fils  ', 'societe-dupont-fils'],
    ['L’Œuvre d’Élise', 'l-uvre-d-elise'],
    ['株式会社', ''],
    ['x'.repeat(39) + ' y', 'x'.repeat(39)],
  ])('of %p is %p', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
});
