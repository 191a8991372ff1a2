import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { AccessGuard } from './access.guard';
import { Actors } from './actors';
import { AuthController } from './auth.controller';
import { AuthService } from './auth.service';
import { DeviceCookie } from './device-cookie';
import { LoginThrottle } from './login-throttle';
import { Policies } from './policies';
import { RefreshCookie } from './refresh-cookie';
import { SessionsCleanup } from './sessions-cleanup';
import { Tokens } from './tokens';
import { userPolicy } from './users/user.policy';
import { UsersController } from './users/users.controller';
import { UsersQueries } from './users/users.queries';
import { UsersService } from './users/users.service';

/** Who is calling, and what they may do. Nouns register their policies with `Policies`. */
@Global()
@Module({
  imports: [JwtModule.register({})],
  controllers: [AuthController, UsersController],
  providers: [
    AuthService,
    UsersQueries,
    UsersService,
    Actors,
    DeviceCookie,
    LoginThrottle,
    SessionsCleanup,
    Policies,
    RefreshCookie,
    Tokens,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [Actors, Policies],
})
export class AuthModule {
  constructor(policies: Policies) {
    policies.register(userPolicy);
  }
}
