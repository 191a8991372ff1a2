import { type CallHandler, type ExecutionContext, type NestInterceptor, UseInterceptors } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { DomainError } from './errors';

/** The ETag of a record's version. */
export function etagOf(version: number): string {
  return `"${String(version)}"`;
}

/**
 * The version an `If-Match` header asks for; null when none is sent, or for `*`.
 * @throws DomainError 412 when the header cannot be one of ours, so that no edit goes through on a misunderstanding
 */
export function versionAsked(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version) return Number(version);
  throw new DomainError('stale', 'changed-meanwhile', 'If-Match takes the ETag of an earlier answer, for example "3".');
}

/**
 * Refuses an edit of what the caller has not seen.
 * @param asked from `versionAsked`; null edits whatever is there
 * @throws DomainError 412
 */
export function refuseStale(noun: string, present: number, asked: number | null): void {
  if (asked === null || asked === present) return;
  const message = `Somebody has changed this ${noun} (version ${String(present)}); read it again.`;
  throw new DomainError('stale', 'changed-meanwhile', message);
}

class TagInterceptor implements NestInterceptor<{ version: number }> {
  intercept(context: ExecutionContext, next: CallHandler<{ version: number }>): Observable<{ version: number }> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((view) => {
        void reply.header('ETag', etagOf(view.version));
        return view;
      }),
    );
  }
}

/** Sends the version of the record that is answered as its ETag. */
export const Tagged = () => UseInterceptors(TagInterceptor);
