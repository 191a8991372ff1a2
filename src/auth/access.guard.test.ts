import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Config } from '../common/config';
import { DomainError } from '../common/errors';
import { Caller, Can, CanScrape, LoggedIn, Public } from './access';
import { AccessGuard } from './access.guard';
import type { Actor } from './actor';
import { Policies } from './policies';

class Ship {
  static readonly modelName = 'Ship';
  readonly afloat = true;
}

class Routes {
  declaredByNobody() {
    return 'answer';
  }
  @Public()
  forAll() {
    return 'answer';
  }
  @LoggedIn()
  forStaff() {
    return 'answer';
  }
  @Can('sail', Ship)
  forSailors() {
    return 'answer';
  }
  @Can('sink', Ship)
  forAdmirals() {
    return 'answer';
  }
  @CanScrape(Ship)
  forMachines() {
    return 'answer';
  }
}

@Public()
class Open {
  @Can('sink', Ship)
  forAdmirals() {
    return 'answer';
  }
  forAll() {
    return 'answer';
  }
}

const known = { id: 'u1', email: 'lea@example.com', name: 'Léa', role: 'manager' as const, sessionId: 's1' };

interface World {
  claims?: { sid: string } | null;
  actor?: typeof known | null;
  metricsToken?: string | null;
}

function guard({ claims = { sid: 's1' }, actor = known, metricsToken = null }: World = {}) {
  const policies = new Policies();
  policies.register({ subject: Ship, can: { user: [], manager: ['read', 'sail'], admin: ['read', 'sail', 'sink'] } });
  const tokens = { verify: jest.fn(() => claims) };
  const actors = { find: jest.fn(() => Promise.resolve(actor)) };
  const config = { metricsToken } as Config;
  const made = new AccessGuard(new Reflector(), tokens as never, actors as never, policies, config);
  return { tokens, actors, guard: made };
}

function call(name: string, controller: new () => object = Routes, authorization?: string) {
  const request: { headers: object; id: string; ip: string; actor?: Actor } = {
    headers: authorization ? { authorization } : {},
    id: 'request-1',
    ip: '192.0.2.1',
  };
  const context = {
    getHandler: () => Reflect.get(controller.prototype as object, name) as unknown,
    getClass: () => controller,
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext;
  return { context, request };
}

async function refusalOf(answer: Promise<boolean>): Promise<string> {
  return answer.then(
    (let_in) => (let_in ? 'in' : 'out'),
    (error: unknown) => (error instanceof DomainError ? error.kind : String(error)),
  );
}

describe('the guard', () => {
  it('shuts a route that declares nobody, even to those who are logged in', async () => {
    const { context } = call('declaredByNobody', Routes, 'Bearer x');
    expect(await refusalOf(guard().guard.canActivate(context))).toBe('forbidden');
  });

  it('lets everybody into a public route without looking at them', async () => {
    const { guard: shut, tokens, actors } = guard();
    expect(await shut.canActivate(call('forAll', Routes, 'Bearer x').context)).toBe(true);
    expect([tokens.verify.mock.calls, actors.find.mock.calls]).toEqual([[], []]);
  });

  it('takes what the handler declares before what its controller does', async () => {
    expect(await refusalOf(guard().guard.canActivate(call('forAdmirals', Open, 'Bearer x').context))).toBe('forbidden');
    expect(await guard().guard.canActivate(call('forAll', Open).context)).toBe(true);
  });

  it.each([undefined, 'Bearer', 'Basic x', 'Bearer a b', 'xBearer y'])(
    'does not know who comes with %j',
    async (header) => {
      const { guard: shut, actors } = guard();
      expect(await refusalOf(shut.canActivate(call('forStaff', Routes, header).context))).toBe('unauthenticated');
      expect(actors.find).not.toHaveBeenCalled();
    },
  );

  it('does not know a token that is not ours, nor one whose session is over', async () => {
    const { context } = call('forStaff', Routes, 'Bearer x');
    expect(await refusalOf(guard({ claims: null }).guard.canActivate(context))).toBe('unauthenticated');
    expect(await refusalOf(guard({ actor: null }).guard.canActivate(context))).toBe('unauthenticated');
  });

  it('asks the rules about the class, and hands the caller on', async () => {
    const { context, request } = call('forSailors', Routes, 'bearer x');
    expect(await guard().guard.canActivate(context)).toBe(true);
    expect(request.actor).toMatchObject({ id: 'u1', role: 'manager', requestId: 'request-1', ip: '192.0.2.1' });
    expect(await refusalOf(guard().guard.canActivate(call('forAdmirals', Routes, 'Bearer x').context))).toBe(
      'forbidden',
    );
  });

  it('lets machines in with their token alone where one is set, and by the rules where none is', async () => {
    const metricsToken = 'a-token-for-machines';
    const ask = (world: World, bearer: string) =>
      guard(world)
        .guard.canActivate(call('forMachines', Routes, `Bearer ${bearer}`).context)
        .catch((error: unknown) => (error as DomainError).kind);
    expect(await ask({ metricsToken }, metricsToken)).toBe(true);
    expect(await ask({ metricsToken }, `${metricsToken}x`)).toBe('unauthenticated');
    expect(await ask({ metricsToken }, 'an-access-token')).toBe('unauthenticated');
    expect(await ask({}, 'an-access-token')).toBe(true);
    expect(await ask({ claims: null }, metricsToken)).toBe('unauthenticated');
    // Where a token is good enough to scrape, it is good for nothing else.
    const { context } = call('forSailors', Routes, `Bearer ${metricsToken}`);
    const { kind } = (await guard({ metricsToken, claims: null })
      .guard.canActivate(context)
      .catch((error: unknown) => error as DomainError)) as DomainError;
    expect(kind).toBe('unauthenticated');
  });

  it('gives a row that may not be read as not there, and one that may as forbidden', async () => {
    const { context, request } = call('forSailors', Routes, 'Bearer x');
    await guard().guard.canActivate(context);
    const kindOf = (action: string, row: object) => {
      try {
        request.actor?.must(action, row, 'row');
        return 'allowed';
      } catch (error) {
        return (error as DomainError).kind;
      }
    };
    expect(kindOf('sail', new Ship())).toBe('allowed');
    expect(kindOf('sink', new Ship())).toBe('forbidden');
    expect(kindOf('sail', new Routes())).toBe('not-found');
  });

  it('is not to be got round by asking for the caller of a public route', () => {
    class Handler {
      whoAmI(@Caller() actor: Actor) {
        return actor;
      }
    }
    const [, { factory }] = Object.entries(
      Reflect.getMetadata('__routeArguments__', Handler, 'whoAmI') as Record<string, { factory: unknown }>,
    )[0] as [string, { factory: (data: unknown, context: ExecutionContext) => Actor }];
    expect(() => factory(undefined, call('forAll').context)).toThrow('declares nobody');
  });
});
