import type { OperationFacts } from '../../operations/kinds';
import { temporaryName } from '../../servers/copies/copies.service';

/** What a publication is asked to do. */
export interface PublishInput {
  database: string;
  publication: number;
  /** Where to, besides the source itself. */
  serverIds: readonly string[];
  /** Who asked for it, so that its parts are told as theirs. */
  by: { id: string | null; name: string };
}

/** What was read of the source. */
export interface SourceFacts {
  serie: string;
  uuid: string | null;
  /** What runs in copies for customers. */
  cronIds: number[];
}

/** One server's part of it. */
export interface CopyInput extends SourceFacts {
  database: string;
  publication: number;
  sourceServerId: string;
}

/** What the copy on one server is compared with, and found to be. */
export interface CopyFacts {
  users: number;
  attachments: number;
  uuid: string;
}

// What is stored of an operation is what its own start and steps have written.
export const publishOf = ({ input }: OperationFacts) => input as unknown as PublishInput;
export const sourceOf = ({ facts }: OperationFacts) => facts as unknown as SourceFacts;
export const copyOf = ({ input }: OperationFacts) => input as unknown as CopyInput;
export const copiedOf = ({ facts }: OperationFacts) => facts as unknown as CopyFacts;

/** The name that the copy has until it is verified. */
export function temporary(operation: OperationFacts): string {
  return temporaryName(copyOf(operation).database, operation.id);
}
