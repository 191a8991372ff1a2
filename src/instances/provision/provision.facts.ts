import { randomInt } from 'node:crypto';
import { conflict } from '../../common/errors';
import type { Customer } from '../../odoo/inside/customer';
import type { Doors } from '../../odoo/inside/doors';
import type { OperationFacts, StepContext } from '../../operations/kinds';
import { temporaryName } from '../../servers/copies/copies.service';
import type { InstanceState } from '../instance.states';

/** What a provision was asked for with, beside the instance's own row; what is left out stays as the template has it. */
export interface ProvisionInput {
  /** Where the instance stood, and stands again when the work is cancelled. */
  before: InstanceState;
  adminLogin: string;
  customerName: string;
  customerEmail: string;
  companyName: string;
  databaseName: string;
  templateId: string;
  language: string | null;
  timezone: string | null;
  country: string | null;
  /** The address customers open it at. */
  baseUrl: string;
  /** Whether the first password was made here, and is shown once. */
  reveals: boolean;
}

/** What the steps of a provision tell one another. */
export interface ProvisionFacts {
  /** The template as the preflight saw it. */
  template: {
    database: string;
    uuid: string | null;
    serie: string;
    doors: Doors;
    serviceUid: number;
    /** What is to run in the copy. */
    cronIds: number[];
  };
  /** `database.uuid` of the copy, once it is verified. */
  uuid: string;
}

export function inputOf(operation: OperationFacts): ProvisionInput {
  return operation.input as unknown as ProvisionInput;
}

export function factsOf(operation: OperationFacts): ProvisionFacts {
  return operation.facts as unknown as ProvisionFacts;
}

/** How the copy is called until it is verified. */
export function temporary(operation: OperationFacts): string {
  return temporaryName(inputOf(operation).databaseName, operation.id);
}

/** The copy is made this customer's. */
export function customerOf(input: ProvisionInput, password: string): Customer {
  const { adminLogin, customerEmail, customerName, companyName, language, timezone, country } = input;
  return {
    login: adminLogin,
    password,
    email: customerEmail,
    name: customerName,
    lang: language,
    tz: timezone,
    companyName,
    countryCode: country,
    phone: null,
  };
}

/**
 * The customer's first password.
 * @throws DomainError 409 `secrets-gone` once it was erased: an operation that was kept waiting for a day must not write an empty one
 */
export async function passwordOf(context: StepContext): Promise<string> {
  const { adminPassword } = await context.secrets();
  if (adminPassword) return adminPassword;
  throw conflict('secrets-gone', 'The first password was kept for a day only, and is gone; start a new operation.');
}

/** Letters and digits that are not taken for one another when they are read out. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP = 5;

/** A first password, 99 bits: four groups of five, to be read out on the telephone. */
export function firstPassword(): string {
  const group = () => Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
