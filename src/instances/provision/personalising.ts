import { Injectable } from '@nestjs/common';
import { TemplateAccess } from '../../catalog/template-access';
import { conflict } from '../../common/errors';
import { openDoors } from '../../odoo/inside/doors';
import { type MailPolicy, OdooInside } from '../../odoo/inside/odoo-inside';
import type { Session } from '../../odoo/inside/session';
import { refused } from '../../odoo/odoo-call-error';
import type { StepContext, StepResult } from '../../operations/kinds';
import { ServerAccess } from '../../servers/server-access.service';
import { FLEET_PARAMETER, InstanceAccess } from '../instance-access.service';
import { ADMIN_UID } from './copying';
import { customerOf, factsOf, inputOf, passwordOf, temporary } from './provision.facts';
import { serverOf, timeOf } from '../../operations/step-facts';

/** A copy sends as its template does; what takes money, fetches mail or is paid for by somebody else stays behind. */
const MAIL: MailPolicy = { outgoing: 'keep', incoming: 'off', payment: 'off', enterprise: 'off', catchall: 'off' };

/** What makes the copy the customer's, and nobody else's. */
@Injectable()
export class Personalising {
  constructor(
    private readonly servers: ServerAccess,
    private readonly templates: TemplateAccess,
    private readonly inside: OdooInside,
    private readonly access: InstanceAccess,
  ) {}

  /**
   * The customer's user and company, and Amiral's own user, with the template's login, which still opens the copy. What runs by itself rests
   * meanwhile.
   */
  async personalise(context: StepContext): Promise<StepResult> {
    const { operation } = context;
    const input = inputOf(operation);
    const session = await this.asTemplate(context);
    const { cronIds } = await this.inside.readOpenState(session, timeOf(context));
    await this.inside.stopCrons(session, cronIds, timeOf(context));
    if (input.language !== null && !(await this.inside.languageInstall(session, input.language, timeOf(context)))) {
      throw refused('no-such-language');
    }
    const customer = customerOf(input, await passwordOf(context));
    const { differing } = await this.inside.personalise(session, ADMIN_UID, customer, timeOf(context));
    if (differing.length > 0) throw notAsAsked(differing);
    const login = `amiral-${operation.subjectId.slice(-12)}`;
    const made = await this.inside.makeServiceUser(session, login, timeOf(context));
    const sealed = this.access.seal(operation.subjectId, made);
    return {
      save: async (tx) => {
        await tx.query('UPDATE instances SET service_access = $2 WHERE id = $1', [operation.subjectId, sealed]);
      },
    };
  }

  /** No login and no key of the template opens the copy from here on. */
  async shutDoors(context: StepContext): Promise<undefined> {
    const session = await this.asService(context);
    const { serviceUid } = factsOf(context.operation).template;
    const doors = { keep: [ADMIN_UID, session.uid], archive: [serviceUid] };
    await this.inside.shutTemplatesDoors(session, doors, timeOf(context));
  }

  /** Its address, its mail, whose it is; then, last, what runs by itself. */
  async settings(context: StepContext): Promise<undefined> {
    const { baseUrl } = inputOf(context.operation);
    const session = await this.asService(context);
    const time = timeOf(context);
    if ((await this.inside.setBaseUrl(session, baseUrl, time)) !== baseUrl) throw notAsAsked(['web.base.url']);
    await this.inside.setMail(session, MAIL, time);
    const fleetId = await this.access.fleetId();
    if ((await this.inside.setParameter(session, FLEET_PARAMETER, fleetId, time)) !== fleetId) {
      throw notAsAsked([FLEET_PARAMETER]);
    }
    await this.inside.unfenceBase(session, time);
    await this.inside.startCrons(session, factsOf(context.operation).template.cronIds, time);
  }

  /** Everything that was asked for is read back. */
  async verify(context: StepContext): Promise<StepResult> {
    const { template } = factsOf(context.operation);
    const session = await this.asService(context);
    const open = openDoors(template.doors, await this.inside.readDoors(session, timeOf(context)), [
      template.serviceUid,
    ]);
    if (open.length > 0)
      throw conflict('template-opens-copy', `The template still opens the copy: ${open.join('; ')}.`);
    await this.mustAnswer(context);
    if (session.serie !== template.serie) throw notAsAsked(['base']);
    const { cronIds } = await this.inside.readOpenState(session, timeOf(context));
    if (template.cronIds.some((id) => !cronIds.includes(id))) throw notAsAsked(['ir.cron']);
    const uuid = await this.inside.parameter(session, 'database.uuid', timeOf(context));
    if (uuid === null || uuid === template.uuid) throw notAsAsked(['database.uuid']);
    return { facts: { uuid } };
  }

  /** The customer gets in, as administrator; the template's user does not. */
  private async mustAnswer(context: StepContext): Promise<void> {
    const { operation } = context;
    const { adminLogin, templateId } = inputOf(operation);
    const settings = { target: await this.servers.target(serverOf(operation)), ...timeOf(context) };
    const name = temporary(operation);
    const customer = await this.inside.signIn(settings, name, adminLogin, await passwordOf(context));
    if (customer?.uid !== ADMIN_UID) throw notAsAsked(['login']);
    const { login, password } = await this.templates.on(serverOf(operation), templateId);
    if (await this.inside.signIn(settings, name, login, password)) {
      throw conflict('template-opens-copy', 'The login that Amiral has in the template still opens the copy.');
    }
    if (!(await this.inside.loginPageAnswers(settings, name))) throw notAsAsked(['/web/login']);
  }

  private asService(context: StepContext): Promise<Session> {
    return this.access.session(context.operation.subjectId, timeOf(context), temporary(context.operation));
  }

  private async asTemplate(context: StepContext): Promise<Session> {
    const { operation } = context;
    const { login, password } = await this.templates.on(serverOf(operation), inputOf(operation).templateId);
    const settings = { target: await this.servers.target(serverOf(operation)), ...timeOf(context) };
    const session = await this.inside.signIn(settings, temporary(operation), login, password);
    if (session) return session;
    throw conflict('login-refused', 'The copy refuses the login that Amiral has in the template.');
  }
}

/** Odoo said yes, and did something else. */
function notAsAsked(fields: readonly string[]) {
  return conflict('not-as-asked', `Read back, the database is not as asked for: ${fields.join(', ')}.`);
}
