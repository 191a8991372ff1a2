import { abilityFor, type Policy } from './ability';
import { Policies } from './policies';

class Ship {
  static readonly modelName = 'Ship';
  readonly afloat = true;
}
class Buoy {
  static readonly modelName = 'Buoy';
  readonly afloat = true;
}

const ships: Policy = {
  subject: Ship,
  can: { user: ['read'], manager: ['read', 'sail'], admin: ['read', 'sail', 'sink'] },
};

describe('an ability', () => {
  it('is what the role has under the policies, on the class and on a row alike', () => {
    const manager = abilityFor('manager', [ships]);
    for (const subject of [Ship, new Ship()]) {
      expect(manager.can('sail', subject)).toBe(true);
      expect(manager.can('sink', subject)).toBe(false);
    }
  });

  it('matches a row by its class, however the class is called', () => {
    const ability = abilityFor('admin', [ships]);
    Object.defineProperty(Ship, 'name', { value: 'a' });
    Object.defineProperty(Buoy, 'name', { value: 'a' });
    expect(ability.can('sink', new Ship())).toBe(true);
    expect(ability.can('sink', new Buoy())).toBe(false);
    expect(ability.can('sink', Buoy)).toBe(false);
  });

  it('is nothing without a policy', () => {
    expect(abilityFor('admin', []).can('read', Ship)).toBe(false);
  });

  it('does not compile for a role that is unknown or left out', () => {
    // @ts-expect-error -- there is no such role
    expect(abilityFor('root', []).rules).toEqual([]);
    // @ts-expect-error -- every role has a list
    const missing: Policy = { subject: Ship, can: { user: [], admin: ['sink'] } };
    // @ts-expect-error -- there is no such role
    const more: Policy = { subject: Ship, can: { user: [], manager: [], admin: [], root: ['sink'] } };
    expect([missing, more]).toHaveLength(2);
  });
});

describe('the policies', () => {
  it('answer with what was registered, also after somebody has asked', () => {
    const policies = new Policies();
    policies.register(ships);
    expect(policies.abilityOf('user').can('read', Buoy)).toBe(false);
    policies.register({ subject: Buoy, can: { user: ['read'], manager: ['read'], admin: ['read'] } });
    expect(policies.abilityOf('user').can('read', Buoy)).toBe(true);
  });

  it('are packed under the names of the models', () => {
    const policies = new Policies();
    policies.register(ships);
    expect(policies.rulesOf('manager')).toEqual([['read,sail', 'Ship']]);
  });

  it('leave out a noun of which a role may do nothing', () => {
    const policies = new Policies();
    policies.register({ subject: Buoy, can: { user: [], manager: [], admin: ['read'] } });
    expect(policies.rulesOf('user')).toEqual([]);
    expect(policies.abilityOf('user').can('read', Buoy)).toBe(false);
  });
});
