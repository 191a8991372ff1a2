import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import { DATABASE_URL } from './database-url';
import { dataSourceOptions } from './data-source';
import { Listener } from './listener';
import { KeyRing } from './secrets';

interface Options {
  url: string;
  /** Base64 keys of 32 bytes, newest first. */
  secretKeys: readonly string[];
  entities: Exclude<DataSourceOptions['entities'], undefined>;
}

/** The connection, the ear for NOTIFY and the key ring. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot({ url, secretKeys, entities }: Options): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(url, entities, []), retryAttempts: 0 })],
      providers: [
        { provide: DATABASE_URL, useValue: url },
        { provide: KeyRing, useValue: new KeyRing(secretKeys) },
        Listener,
      ],
      exports: [Listener, KeyRing],
    };
  }
}
