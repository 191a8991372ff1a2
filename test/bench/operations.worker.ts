import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { createApp } from '../../src/app';
import { newId } from '../../src/common/clock';
import { readConfig } from '../../src/common/config';
import { createLog } from '../../src/common/logging';
import { Measures } from '../../src/common/measures';
import { AMIRAL } from '../../src/journal/journal.service';
import { Kinds, type LocalStep, type RepeatableStep } from '../../src/operations/kinds';
import { OperationsService } from '../../src/operations/operations.service';
import { reportUsage } from './usage';

/** How many steps the operations of this bench have, all of which do nothing. */
const STEPS = 10;
const STARTERS = 20;

type BenchKind = 'inspect' | 'publish';
/** What the bench asks for; each is answered by a message of the same name. */
interface Wish {
  /** How long so many operations of nothing take from the first start to the last end, in s. */
  run?: number;
  /** How long after its commit each of so many began, one after the other, in ms. */
  pickUps?: number;
  /** One that never ends; that it has begun is told by whoever runs it. */
  hang?: true;
}

/** Amiral with one kind that does nothing and one that never ends. */
async function main(): Promise<void> {
  const config = readConfig();
  const { databaseUrl, secretKeys } = config;
  if (!databaseUrl || !secretKeys) throw new Error('the bench sets DATABASE_URL and SECRET_KEYS');
  const app = await createApp({ ...config, databaseUrl, secretKeys }, createLog(config.logLevel));
  await app.listen(0, '127.0.0.1');
  // Only now: in place of what the nouns register as they start.
  const drill = new Drill(app);
  reportUsage();
  process.on('message', (wish: Wish) => {
    drill.grant(wish).then(
      (answer) => process.send?.(answer),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.send?.({ ready: await app.getUrl() });
  process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
}

class Drill {
  private readonly dataSource: DataSource;
  private readonly operations: OperationsService;
  private readonly measures: Measures;
  private readonly begins = new Map<string, () => void>();

  constructor(app: INestApplicationContext) {
    this.dataSource = app.get(DataSource);
    this.operations = app.get(OperationsService, { strict: false });
    this.measures = app.get(Measures, { strict: false });
    const kinds = app.get(Kinds, { strict: false });
    kinds.register({ kind: 'inspect', compensates: false, steps: nothing((id) => this.begins.get(id)?.()) });
    kinds.register({ kind: 'publish', compensates: false, steps: [endless(() => process.send?.({ began: true }))] });
  }

  async grant({ run, pickUps, hang }: Wish): Promise<object> {
    if (run !== undefined) return { run: await this.run(run) };
    if (pickUps !== undefined) return { pickUps: await this.pickUps(pickUps) };
    return hang ? { hang: await this.start('publish') } : {};
  }

  private async run(operations: number): Promise<number> {
    const ended = new Promise<void>((resolve) => {
      let left = operations;
      this.measures.on('operation', () => {
        if (--left === 0) resolve();
      });
    });
    const began = performance.now();
    let left = operations;
    const starter = async () => {
      while (left-- > 0) await this.start('inspect');
    };
    await Promise.all([ended, ...Array.from({ length: STARTERS }, starter)]);
    return (performance.now() - began) / 1000;
  }

  private async pickUps(times: number): Promise<number[]> {
    const took: number[] = [];
    for (let n = 0; n < times; n++) {
      const id = newId();
      const begun = new Promise<number>((resolve) => {
        this.begins.set(id, () => {
          resolve(performance.now());
        });
      });
      await this.start('inspect', id);
      const committed = performance.now();
      took.push(Math.max(0, (await begun) - committed));
      this.begins.delete(id);
    }
    return took;
  }

  private start(kind: BenchKind, id = newId()): Promise<string> {
    const subject = { type: 'instance', id, name: 'bench' };
    const asked = { kind, subject, serverId: null, exclusion: `instance:${id}` };
    return this.dataSource.transaction((tx) => this.operations.start(tx, AMIRAL, asked));
  }
}

function nothing(begins: (subjectId: string) => void): LocalStep[] {
  return Array.from({ length: STEPS }, (_, n) => ({
    name: `step-${String(n)}`,
    kind: 'local',
    run: ({ operation }) => {
      if (n === 0) begins(operation.subjectId);
      return Promise.resolve(undefined);
    },
  }));
}

function endless(begins: () => void): RepeatableStep {
  const run = () => {
    begins();
    return new Promise<undefined>(() => undefined);
  };
  return { name: 'wait', kind: 'repeatable', timeoutMs: 3_600_000, run };
}

void main();
