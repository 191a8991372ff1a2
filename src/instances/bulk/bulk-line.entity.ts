import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Operation } from '../../operations/operation.entity';

/** One instance of an action on many: begun as an operation of its own, or refused, never both and never twice. */
@Entity('bulk_lines')
@Unique('bulk_lines_instance_key', ['operationId', 'instanceId'])
@Check('bulk_lines_verdict_check', `(code IS NULL) = (detail IS NULL) AND (code IS NULL OR child_id IS NULL)`)
export class BulkLine {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'bulk_lines_pkey' })
  operationId!: string;

  @ManyToOne(() => Operation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'operation_id', foreignKeyConstraintName: 'bulk_lines_operation_fkey' })
  operation?: Operation;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'bulk_lines_pkey' })
  position!: number;

  @Column('uuid')
  instanceId!: string;

  /** As it was called then; null for an id that is nobody's. */
  @Column('text', { nullable: true })
  name!: string | null;

  @Column('uuid', { nullable: true })
  childId!: string | null;

  /** Why it was refused. */
  @Column('text', { nullable: true })
  code!: string | null;

  @Column('text', { nullable: true })
  detail!: string | null;
}
