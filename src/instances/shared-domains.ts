import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

const SHARED = `SELECT domain, string_agg(name || ' (' || id || ')', ', ' ORDER BY id) AS instances FROM instances
  WHERE state <> 'terminated' AND domain IN (SELECT domain FROM instances WHERE domain_shared AND state <> 'terminated')
  GROUP BY domain ORDER BY domain`;

/** Says at each start which instances have one domain from before it had to be one customer's, until somebody gives them others. */
@Injectable()
export class SharedDomains implements OnApplicationBootstrap {
  private readonly logger = new Logger('Instances');

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async onApplicationBootstrap(): Promise<void> {
    const shared = await this.dataSource.query<{ domain: string; instances: string }[]>(SHARED);
    for (const { domain, instances } of shared) {
      this.logger.warn(`Several instances have the domain ${domain}: ${instances}. Give all but one another.`);
    }
  }
}
