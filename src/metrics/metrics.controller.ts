import { Readable } from 'node:stream';
import { Controller, Get, Header, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Registry } from 'prom-client';
import { CanScrape } from '../auth/access';
import { Answers } from '../common/answers';
import { FleetFigures } from './fleet-figures';
import { OwnFigures } from './own-figures';
import { ServerLines } from './server-lines';
import { Targets, targetsShape } from './targets';

const TEXT = Registry.PROMETHEUS_CONTENT_TYPE;

/** For Prometheus, outside of the API. */
@ApiTags('metrics')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly own: OwnFigures,
    private readonly fleet: FleetFigures,
    private readonly servers: ServerLines,
  ) {}

  @Get()
  @CanScrape(FleetFigures)
  @Header('content-type', TEXT)
  @ApiOperation({
    summary: 'Metrics of this process and of the fleet as a whole',
    description:
      'Without its database a process tells of itself alone, and says so: `amiral_fleet_known` is 0, `amiral_monitor_paused` 1.',
  })
  @ApiProduces('text/plain')
  @ApiResponse({ status: 200, description: "Prometheus' text format" })
  async getMetrics(): Promise<string> {
    const known = await this.fleet.refresh();
    this.own.fleetKnown.set(Number(known));
    const { registry } = this.own;
    return (known ? Registry.merge([registry, this.fleet.registry]) : registry).metrics();
  }

  @Get('servers')
  @CanScrape(FleetFigures)
  @ApiOperation({
    summary: 'Metrics of each server',
    description: 'One series a server and metric: for fleets that bear it.',
  })
  @ApiProduces('text/plain')
  @ApiResponse({ status: 200, description: "Prometheus' text format" })
  async getServerMetrics(): Promise<StreamableFile> {
    return new StreamableFile(Readable.from(await this.servers.read(), { objectMode: false }), { type: TEXT });
  }
}

/** The fleet, for a Prometheus that looks for what to scrape. */
@ApiTags('metrics')
@Controller('sd')
export class DiscoveryController {
  constructor(private readonly targets: Targets) {}

  @Get('prometheus')
  @CanScrape(FleetFigures)
  @Answers(targetsShape, {
    summary: 'The servers as targets of Prometheus',
    description: 'In the format of `http_sd_config`.',
  })
  listPrometheusTargets() {
    return this.targets.list();
  }
}
