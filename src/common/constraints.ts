import { Injectable } from '@nestjs/common';
import type { DomainError } from './errors';

/** What it means when a rule of the database is broken, by the constraint's name. Nouns register theirs as their module starts. */
@Injectable()
export class Constraints {
  private readonly refusals = new Map<string, DomainError>();

  register(constraint: string, refusal: DomainError): void {
    this.refusals.set(constraint, refusal);
  }

  refusalOf(constraint: string): DomainError | null {
    return this.refusals.get(constraint) ?? null;
  }
}
