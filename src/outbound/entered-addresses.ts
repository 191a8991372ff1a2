import { Injectable } from '@nestjs/common';
import { invalid } from '../common/errors';
import { OWN_END } from './own-ends';
import { deadlineIn, Transport } from './transport';

/** For the name of Amiral's own database, which its connections look up all the time. */
const LOOKUP_MS = 2_000;

/** Looks at addresses when people enter them; what a name leads to is judged at each call. */
@Injectable()
export class EnteredAddresses {
  constructor(private readonly transport: Transport) {}

  /**
   * @param field where it was entered
   * @param url whose host and port would be called
   * @throws DomainError invalid, for a literal address at which Amiral itself listens
   */
  async refuseOwn(field: string, url: URL): Promise<void> {
    if (await this.transport.isOwnEnd(url, deadlineIn(LOOKUP_MS))) throw invalid(field, OWN_END);
  }
}
