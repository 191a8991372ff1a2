import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from '../../common/answers';
import { shown } from '../../common/pages';
import { Id } from '../../common/params';
import { Caller, Can } from '../access';
import type { Actor } from '../actor';
import { User } from './user.entity';
import {
  newUser,
  type NewUser,
  userEdit,
  type UserEdit,
  userPage,
  userQuery,
  type UserQuery,
  userShape,
} from './user.schemas';
import { toUserView } from './user.view';
import { UsersQueries } from './users.queries';
import { UsersService } from './users.service';

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly queries: UsersQueries,
  ) {}

  @Get()
  @Can('read', User)
  @Answers(userPage, { summary: 'List the staff' })
  async listUsers(@Query({ schema: userQuery }) query: UserQuery) {
    return shown(await this.queries.list(query), toUserView);
  }

  @Get(':id')
  @Can('read', User)
  @Answers(userShape, { summary: 'Show one user', errors: { 404: 'There is no such user' } })
  async getUser(@Id() id: string) {
    return toUserView(await this.queries.read(id));
  }

  @Post()
  @Can('create', User)
  @Answers(userShape, { summary: 'Add a user', status: 201, errors: { 409: '`email-taken`' } })
  async createUser(@Body({ schema: newUser }) body: NewUser, @Caller() actor: Actor) {
    return toUserView(await this.users.create(actor, body));
  }

  @Patch(':id')
  @Can('update', User)
  @Answers(userShape, {
    summary: 'Change a user',
    description: 'A new password or disabling ends all sessions of the user. A new role counts from the next request.',
    errors: { 404: 'There is no such user', 409: '`last-admin`, `email-taken`' },
  })
  async updateUser(@Id() id: string, @Body({ schema: userEdit }) body: UserEdit, @Caller() actor: Actor) {
    return toUserView(await this.users.update(actor, id, body));
  }

  @Delete(':id')
  @Can('delete', User)
  @Answers(null, {
    summary: 'Delete a user',
    errors: { 404: 'There is no such user', 409: '`last-admin`, `own-account`' },
  })
  async deleteUser(@Id() id: string, @Caller() actor: Actor) {
    await this.users.delete(actor, id);
  }
}
