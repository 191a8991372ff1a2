import { Body, Controller, Get, Post, Put, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers } from '../common/answers';
import { Config } from '../common/config';
import { Caller, LoggedIn, Public } from './access';
import type { Actor } from './actor';
import { AuthService } from './auth.service';
import {
  credentials,
  type Credentials,
  logoutRequest,
  type LogoutRequest,
  me,
  passwordChange,
  type PasswordChange,
  refreshRequest,
  type RefreshRequest,
  tokenPair,
} from './auth.schemas';
import { refuseForeignPage } from './cookies';
import { DeviceCookie } from './device-cookie';
import { Policies } from './policies';
import { RefreshCookie } from './refresh-cookie';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly policies: Policies,
    private readonly refreshCookie: RefreshCookie,
    private readonly deviceCookie: DeviceCookie,
    private readonly config: Config,
  ) {}

  @Post('login')
  @Public()
  @Answers(tokenPair, {
    summary: 'Log in',
    description: 'Paste the `accessToken` into Authorize. It is good for 15 minutes.',
    errors: {
      401: 'Wrong pair, always in the same words',
      429: 'Too many failures; see Retry-After',
      503: '`passwords-busy`: too many log in at once; see Retry-After',
    },
  })
  async login(
    @Body({ schema: credentials }) { cookie, ...body }: Credentials,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (cookie) refuseForeignPage(request, this.config.publicUrl);
    const device = this.deviceCookie.knownTo(body.email, request);
    const pair = await this.auth.login({ ...body, device }, { requestId: request.id, ip: request.ip });
    if (!cookie) return pair;
    this.deviceCookie.remember(body.email, request, reply);
    return this.refreshCookie.take(pair, request, reply);
  }

  @Post('refresh')
  @Public()
  @Answers(tokenPair, {
    summary: 'Spend a refresh token for a new pair',
    description:
      'Send it again when the answer was lost: for 30 s, and until the new one is spent, it gives the same one again. Any other use of a spent one ends the whole session.',
    errors: { 401: 'The session has ended', 403: '`foreign-origin`: a page of another origin may not use the cookie' },
  })
  async refresh(
    @Body({ schema: refreshRequest }) body: RefreshRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const token = body.refreshToken ?? this.cookieToken(request) ?? '';
    const pair = await this.auth.refresh(token, { requestId: request.id, ip: request.ip });
    return body.refreshToken === undefined ? this.refreshCookie.take(pair, request, reply) : pair;
  }

  @Post('logout')
  @LoggedIn()
  @Answers(null, { summary: 'End this session, or all of mine' })
  async logout(
    @Body({ schema: logoutRequest }) { everywhere = false }: LogoutRequest,
    @Caller() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    this.cookieToken(request);
    await this.auth.logout(actor, everywhere);
    this.refreshCookie.drop(request, reply);
  }

  @Get('me')
  @LoggedIn()
  @Answers(me, { summary: 'Who am I, and what may I do' })
  getMe(@Caller() { id, email, name, role }: Actor) {
    return { id, email, name, role, rules: this.policies.rulesOf(role) };
  }

  @Put('password')
  @LoggedIn()
  @Answers(null, {
    summary: 'Change my password',
    description: 'Ends every other session of mine.',
    errors: { 429: 'Too many failures in this session; see Retry-After', 503: '`passwords-busy`; see Retry-After' },
  })
  async changePassword(@Body({ schema: passwordChange }) body: PasswordChange, @Caller() actor: Actor) {
    await this.auth.changePassword(actor, body);
  }

  /** The refresh token in the cookie, or null. @throws DomainError 403 when a page of another origin had it sent */
  private cookieToken(request: FastifyRequest): string | null {
    const token = this.refreshCookie.tokenIn(request);
    if (token !== null) refuseForeignPage(request, this.config.publicUrl);
    return token;
  }
}
