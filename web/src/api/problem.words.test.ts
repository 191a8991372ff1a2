import polyglot from 'ra-i18n-polyglot';
import { en } from '../i18n/en';
import { fr } from '../i18n/fr';
import { type Problem, sentenceOf } from './problem.words';

const problem = (code: string, detail: string, more: Partial<Problem> = {}): Problem => ({
  ...{ type: 'about:blank', title: 'Conflict', status: 409, requestId: 'r', code, detail },
  ...more,
});
type Given = Parameters<typeof problem>;

describe('a refusal in a French console', () => {
  const { translate } = polyglot(() => fr as never, 'fr');
  const said = (...given: Given) => sentenceOf(problem(...given), null, translate);

  it('is French, with what the server counts and names', () => {
    expect(said('plan-in-use', '12 instances refer to this plan; archive it instead.')).toBe(
      '12 instances se rapportent à cette offre ; archivez-la plutôt.',
    );
    expect(said('database-is-a-template', '"shop" is the database of the template "Retail".')).toBe(
      '« shop » est la base du modèle « Retail ».',
    );
    const rejected = { state: 1, cordoned: 2, health: 3, capacity: 4 };
    expect(said('no-available-server', 'No server takes a new instance: …', { rejected })).toBe(
      'Aucun serveur ne prend de nouvelle instance : 1 non actifs, 2 fermés aux nouvelles instances, 3 en trop mauvaise santé, 4 sans assez de place.',
    );
    expect(said('connection-failed', 'The connection test failed (tls).', { reason: 'tls' })).toContain('échoué (tls)');
  });

  it('has the words of operations for what Odoo refuses', () => {
    expect(said('login-not-admin', 'The login is good, but not of the group system.')).not.toContain('The login');
  });

  it('is as the server says it where its code is not known, or a fact is missing', () => {
    expect(said('brand-new', 'Something new.')).toBe('Something new.');
    expect(said('plan-in-use', 'Instances refer to this plan.')).toBe('Instances refer to this plan.');
  });
});

describe('a refusal in an English console', () => {
  const { translate } = polyglot(() => en as never, 'en');
  const said = (...given: Given) => sentenceOf(problem(...given), null, translate);

  it('is as the server says it, with all that is in it', () => {
    expect(said('wrong-state', 'Cannot activate from active: it must be draft.')).toBe(
      'Cannot activate from active: it must be draft.',
    );
    expect(said('plan-in-use', 'Instances refer to this plan, "%{x}".')).toBe('Instances refer to this plan, "%{x}".');
  });
});
