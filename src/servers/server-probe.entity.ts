import { Check, Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import type { CertificateEnd, CertificatePart } from '../outbound/certificate-end';
import { Server } from './server.entity';

/** A server is slow that was slow in at least so many `of` its last answers. */
export const SLOW_ANSWERS = { least: 3, of: 5 } as const;

/**
 * What probes last saw of a server and the counts they are judged by: narrow and without indexes on what changes, because it is
 * written in batches all the time, while the servers row changes only when the judgement does. (A certificate does change, once a
 * year.)
 */
@Entity('server_probes')
@Index('server_probes_certificate_idx', { synchronize: false })
@Check('server_probes_certificate_part_check', `certificate_part IN ('leaf', 'intermediate', 'root')`)
export class ServerProbe {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'server_probes_pkey' })
  serverId!: string;

  @OneToOne(() => Server, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'server_id', foreignKeyConstraintName: 'server_probes_server_fkey' })
  server?: Server;

  /** Moves when counting starts over (another address, an activation): results of an older generation are dropped. */
  @Column('integer', { default: 1 })
  generation!: number;

  /** When the last probe ended; also what the schedule goes on from after a restart. */
  @Column('timestamptz', { nullable: true })
  lastCheckAt!: Date | null;

  /** When a probe last said something about the server; a fault of our own says nothing. */
  @Column('timestamptz', { nullable: true })
  lastResultAt!: Date | null;

  @Column('boolean', { nullable: true })
  isOnline!: boolean | null;

  @Column('double precision', { nullable: true })
  responseTimeMs!: number | null;

  @Column('text', { nullable: true })
  odooVersion!: string | null;

  @Column('text', { nullable: true })
  lastError!: string | null;

  @Column('integer', { default: 0 })
  failStreak!: number;

  @Column('integer', { default: 0 })
  passStreak!: number;

  @Column('integer', { default: 0 })
  databaseFailStreak!: number;

  /** The last answers, as many as `SLOW_ANSWERS` is about, newest in the lowest bit, 1 for slow. */
  @Column('smallint', { default: 0 })
  slowBits!: number;

  @Column('boolean', { default: false })
  databaseProven!: boolean;

  /** Where in the chain that vouches for the server the certificate stands that ends first. */
  @Column('text', { nullable: true })
  certificatePart!: CertificatePart | null;

  /** Of the one that ends first, as is its end. */
  @Column('timestamptz', { nullable: true })
  certificateStartsAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  certificateExpiresAt!: Date | null;

  /** Start of the present run of passes, or of the one before the present run of failures. */
  @Column('timestamptz', { nullable: true })
  passingSince!: Date | null;

  /** Start of the present run of failures; null while passing. */
  @Column('timestamptz', { nullable: true })
  failingSince!: Date | null;
}

/** The columns that hold what ends first of the certificates that vouch for a server. */
export type StoredCertificate = Pick<ServerProbe, 'certificatePart' | 'certificateStartsAt' | 'certificateExpiresAt'>;

/** An earlier version stored the end alone, and that of the leaf: a long life is the safer guess, until the next probe. */
export function certificateOf(stored: StoredCertificate): CertificateEnd | null {
  const { certificatePart, certificateStartsAt, certificateExpiresAt } = stored;
  if (!certificateExpiresAt) return null;
  const startsAt = certificateStartsAt?.getTime() ?? 0;
  return { part: certificatePart ?? 'leaf', startsAt, endsAt: certificateExpiresAt.getTime() };
}

/** The other way round. */
export function storedOf(certificate: CertificateEnd | null): StoredCertificate {
  const { part, startsAt, endsAt } = certificate ?? {};
  const date = (at: number | undefined) => (at === undefined ? null : new Date(at));
  return { certificatePart: part ?? null, certificateStartsAt: date(startsAt), certificateExpiresAt: date(endsAt) };
}
